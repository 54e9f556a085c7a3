/** All that the grader knows of the lab ride-cleansing. */
package streamkata.grader.labs.ridecleansing;
