/** All that the grader knows of the lab hourly-tips. */
package streamkata.grader.labs.hourlytips;
