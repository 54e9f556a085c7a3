/**
 * Faults that nobody thought of: right programs, mechanically changed at one place, each of which
 * must lose a point.
 */
package streamkata.grader.mutants;
