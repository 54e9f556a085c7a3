/**
 * All that the grader knows of the lab model-upgrade.
 *
 * <p>No savepoint is kept as a file. Each script lets version 1 run first and takes its savepoint:
 * so the ids, times and places in it are those of the seed, on the backend of the script, and its
 * classes have the names that they have in the package of the graded program. The source of version
 * 1 is a resource of this package, {@code version1/ModelUpgradeJob.java}; the skeleton is the same
 * text.
 */
package streamkata.grader.labs.modelupgrade;
