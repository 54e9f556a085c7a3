/** Where a program is played: the embedded cluster, scripted sources, and sinks that report. */
package streamkata.grader.stage;
