/** Where things are in New York City. */
package streamkata.common.geo;
