/** All that the grader knows of the lab popular-places. */
package streamkata.grader.labs.popularplaces;
