/** Where everything is, what was selected, and how far the learner is. */
package streamkata.grader.kit;
