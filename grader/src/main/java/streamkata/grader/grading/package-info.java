/** Runs checks against a program, and says what came of it. */
package streamkata.grader.grading;
