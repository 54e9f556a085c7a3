package streamkata.grader.page;

/**
 * One picture of a {@link Figure}.
 *
 * @param title what stands above it; empty for nothing
 * @param alt what it shows, for those who do not see it; one or two sentences with the figures that
 *     matter
 * @param drawing draws it
 */
public record Picture(String title, String alt, Drawing drawing) {}
