/** All that the grader knows of the lab long-ride-alerts. */
package streamkata.grader.labs.longridealerts;
