/** The contract of each lab. */
package streamkata.common.lab;
