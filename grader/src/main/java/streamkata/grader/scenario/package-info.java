/**
 * What a check plays: a script of events, watermarks and gates, under given circumstances, and its
 * outcome.
 */
package streamkata.grader.scenario;
