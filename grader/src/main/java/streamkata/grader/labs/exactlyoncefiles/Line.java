package streamkata.grader.labs.exactlyoncefiles;

/**
 * A line of a file.
 *
 * @param folder the folder of the file, below the directory
 * @param csv the line, without its line break
 */
record Line(String folder, String csv) {}
