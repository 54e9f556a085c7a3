/**
 * The taxi source: {@link streamkata.common.source.TaxiSource} makes streams of rides and fares as
 * {@link streamkata.common.source.TaxiOptions} ask for.
 *
 * <p>How it works inside. A feed gives events in order of event time: generated ones, which are
 * computed from the seed and the ride id and so can begin anywhere at once, or those of a recorded
 * file. Arrivals puts them in the order in which they arrive, each a little late. A reader emits
 * arrivals as the pacer tells it to. What is checkpointed is one split with a position of five
 * numbers: how many events have been emitted, the last arrival, and from where the feed has to be
 * read again to find the events that had been read but not emitted.
 */
package streamkata.common.source;
