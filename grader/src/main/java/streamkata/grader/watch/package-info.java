/** Grades a lab again each time its sources are saved. */
package streamkata.grader.watch;
