/** Taxi events, and one type for the result of each lab. */
package streamkata.common.model;
