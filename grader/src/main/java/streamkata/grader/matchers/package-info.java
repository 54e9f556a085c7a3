/** Hamcrest matchers whose mismatches teach. */
package streamkata.grader.matchers;
