/** All that the grader knows of the lab rides-and-fares. */
package streamkata.grader.labs.ridesandfares;
