package streamkata.grader.page;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The data of a path of an SVG in as few letters as there can be: each place is told from the one
 * before, in tenths of a pixel.
 */
final class SvgPath {

  private static final Pattern PART = Pattern.compile("([MLQCZ])|(-?[\\d.]+(?:E-?\\d+)?)");
  private static final int TENTHS = 10;

  private final StringBuilder data = new StringBuilder();
  private char command;
  private long x;
  private long y;
  private long beginX;
  private long beginY;

  /** A path as VectorGraphics2D writes it: M, L, Q, C and Z, all from the corner of the picture. */
  static String of(String absolute) {
    SvgPath path = new SvgPath();
    Matcher parts = PART.matcher(absolute);
    char command = 'M';
    double[] numbers = new double[6];
    int count = 0;
    while (parts.find()) {
      if (parts.group(1) != null) {
        command = parts.group(1).charAt(0);
        if (command == 'Z') {
          path.close();
        }
      } else {
        numbers[count++] = Double.parseDouble(parts.group(2));
        if (count == needed(command)) {
          path.add(command, numbers, count);
          count = 0;
        }
      }
    }
    return path.toString();
  }

  private static int needed(char command) {
    return command == 'C' ? 6 : command == 'Q' ? 4 : 2;
  }

  /** Goes to a place without a line. */
  SvgPath move(double toX, double toY) {
    add('M', new double[] {toX, toY}, 2);
    return this;
  }

  /** Draws a line. */
  SvgPath line(double toX, double toY) {
    add('L', new double[] {toX, toY}, 2);
    return this;
  }

  @Override
  public String toString() {
    return data.toString();
  }

  private void add(char absolute, double[] places, int count) {
    long toX = tenths(places[count - 2]);
    long toY = tenths(places[count - 1]);
    if (absolute == 'L' && toX == x && toY == y) {
      if (command == 'm') {
        write('h', 0);
      }
      return;
    }
    if (absolute == 'L' && toY == y) {
      write('h', toX - x);
    } else if (absolute == 'L' && toX == x) {
      write('v', toY - y);
    } else {
      for (int i = 0; i < count; i += 2) {
        char letter = Character.toLowerCase(absolute);
        write(i == 0 ? letter : 0, tenths(places[i]) - x);
        write((char) 0, tenths(places[i + 1]) - y);
      }
    }
    x = toX;
    y = toY;
    if (absolute == 'M') {
      beginX = x;
      beginY = y;
    }
  }

  private void close() {
    data.append('z');
    command = 'z';
    x = beginX;
    y = beginY;
  }

  /** A number, after the letter of its command if there is one; a letter is not said twice. */
  private void write(char letter, long tenths) {
    String number = number(tenths);
    if (letter != 0 && (letter != command || letter == 'm')) {
      data.append(letter);
      command = letter;
    } else if (number.charAt(0) != '-') {
      data.append(',');
    }
    data.append(number);
  }

  private static long tenths(double number) {
    return Math.round(number * TENTHS);
  }

  /** A number with a digit after the point, if any. */
  static String number(double number) {
    return number(tenths(number));
  }

  private static String number(long tenths) {
    String text = String.format(Locale.ROOT, "%.1f", (double) tenths / TENTHS);
    return text.replaceFirst("\\.0$", "").replaceFirst("^(-?)0\\.", "$1.");
  }
}
