/** A learner's way through the labs: progress, hints, and the way back to the start. */
package streamkata.grader.course;
