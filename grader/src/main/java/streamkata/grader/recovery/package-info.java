/**
 * Failure recovery in action: a Flink cluster of real processes whose worker is killed, with and
 * without checkpoints, and what can be observed of it from outside.
 */
package streamkata.grader.recovery;
