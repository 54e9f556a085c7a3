package streamkata.grader.recovery;

/**
 * One claim about a run, checked against what was observed.
 *
 * @param text what is claimed, one sentence without a full stop
 * @param evidence the figures that decide it
 * @param holds whether the figures show it
 * @param advice what to do if it does not hold; empty if it holds
 */
public record Claim(String text, String evidence, boolean holds, String advice) {}
