package streamkata.grader.classjob;

/**
 * What came of a hand-in.
 *
 * @param handIn its name
 * @param key of all its results together; empty if there was nothing to grade
 * @param results a JSON array of what is kept of each
 * @param lost a JSON object: why there is no result, by its key
 */
public record Graded(String handIn, String key, String results, String lost) {}
