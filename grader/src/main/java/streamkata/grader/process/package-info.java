/** Runs a grading, in this JVM or in one that is supervised. */
package streamkata.grader.process;
