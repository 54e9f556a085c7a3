/** All that the grader knows of the lab expiring-state. */
package streamkata.grader.labs.expiringstate;
