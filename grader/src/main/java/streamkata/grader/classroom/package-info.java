/** A class: the hand-ins of many, graded by one command, with one page and one file of points. */
package streamkata.grader.classroom;
