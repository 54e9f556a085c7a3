/**
 * Draws what happens to a job, step by step, as lanes: what arrives, what is in state, what is
 * emitted. As SVG that is plain text, the same on every machine, and as lines for a terminal.
 */
package streamkata.grader.picture;
