/** Results in the words of other graders, and packages that make them grade with this kit. */
package streamkata.grader.export;
