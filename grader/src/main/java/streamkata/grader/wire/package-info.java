/**
 * What the referee and a stage say to each other: plain values, and nothing that is looked up,
 * instantiated or executed by what the other side says.
 */
package streamkata.grader.wire;
