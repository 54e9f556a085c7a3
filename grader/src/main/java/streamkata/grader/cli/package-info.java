/** The command line of the kit, {@code ./kata}: one class for each command. */
package streamkata.grader.cli;
