/** The model that predicts travel times. */
package streamkata.common.prediction;
