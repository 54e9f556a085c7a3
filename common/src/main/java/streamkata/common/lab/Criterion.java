package streamkata.common.lab;

/**
 * One thing that a lab's implementation is graded on; exactly one check of the grader belongs to it.
 *
 * @param id identifies the criterion within its lab, lower case with hyphens
 * @param rung the rung of the ladder that it is a part of
 * @param points what it is worth, more than 0
 * @param claim what a right implementation does, one short sentence without a full stop
 * @param lesson what to look at when it fails, in the terms of the field
 */
public record Criterion(String id, Rung rung, int points, String claim, String lesson) {}
