/** The code that is graded: found, compiled where need be, put on a leash, loaded apart. */
package streamkata.grader.submission;
