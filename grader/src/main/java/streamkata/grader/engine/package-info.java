/**
 * Plays scenarios on the embedded cluster: scripted sources, gates, faults, exactly-once
 * collection.
 */
package streamkata.grader.engine;
