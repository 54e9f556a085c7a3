/** All that the grader knows of the lab travel-time-prediction. */
package streamkata.grader.labs.traveltime;
