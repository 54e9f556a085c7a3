/**
 * A self-contained HTML page of text, tables and pictures: no script, nothing loaded from anywhere,
 * light and dark, for a phone and for a screen reader. Pictures are drawn by XChart.
 */
package streamkata.grader.page;
