/** All that the grader knows of the lab exactly-once-files. */
package streamkata.grader.labs.exactlyoncefiles;
