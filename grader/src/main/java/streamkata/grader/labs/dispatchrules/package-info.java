/** All that the grader knows of the lab dispatch-rules. */
package streamkata.grader.labs.dispatchrules;
