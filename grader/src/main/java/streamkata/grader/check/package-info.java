/** How a test grades a lab: annotations, selection, and what is said when a check fails. */
package streamkata.grader.check;
