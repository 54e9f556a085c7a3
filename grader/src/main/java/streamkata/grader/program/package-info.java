/** The code that is graded, as a stage has it: compiled, put on a leash, loaded apart. */
package streamkata.grader.program;
