/**
 * The labs of the course, a room for each, and what their checks and pictures are written with. No
 * other package knows a lab.
 */
package streamkata.grader.labs;
