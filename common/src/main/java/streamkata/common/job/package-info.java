/** What the main of every lab has around its pipeline. */
package streamkata.common.job;
