/** The contract of each lab, the criteria that it is graded by, and the catalogue of all labs. */
package streamkata.common.lab;
