/**
 * The steps: small exercises before the labs. Each has a few checks without points. Its contract is
 * in {@link streamkata.common.lab.Steps}, and its task in the class that the learner changes.
 */
package streamkata.grader.labs.steps;
