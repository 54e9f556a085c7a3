package streamkata.grader.wire;

import java.util.List;

/**
 * What has come out of one output of a job since it was last asked.
 *
 * @param first how many results of this output came before these; fewer than were told before, if
 *     the job has gone back to a checkpoint
 * @param results each written as {@link Values} of the type of the output, in the order of arrival
 * @param watermark the last one that has come out, as milliseconds since the epoch, UTC; {@link
 *     Long#MIN_VALUE} if there was none
 */
public record Output(int first, List<byte[]> results, long watermark) {}
