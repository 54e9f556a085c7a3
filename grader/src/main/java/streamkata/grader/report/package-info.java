/** What a learner's own programs make of the taxi stream, as pictures with their numbers. */
package streamkata.grader.report;
