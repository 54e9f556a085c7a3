/** The code that is graded, as the referee has it: files, read once. */
package streamkata.grader.submission;
