/** Decisions, points and the score table. */
package streamkata.grader.report;
