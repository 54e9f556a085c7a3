package streamkata.grader.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One picture for light and dark, of two that differ in nothing but their colours. */
final class ThemedSvg {

  private static final Pattern COLOUR = Pattern.compile("rgb\\((\\d+),(\\d+),(\\d+)\\)");
  private static final Pattern OPENING = Pattern.compile("<svg[^>]*>");

  private ThemedSvg() {}

  /**
   * The picture.
   *
   * @param light the picture for light
   * @param dark the picture for dark
   * @return empty if they differ in more than colours
   */
  static Optional<String> of(String light, String dark) {
    if (!COLOUR.matcher(light).replaceAll("").equals(COLOUR.matcher(dark).replaceAll(""))) {
      return Optional.empty();
    }
    List<String> ofLight = colours(light);
    List<String> ofDark = colours(dark);
    Map<String, String> names = new LinkedHashMap<>();
    StringBuilder lights = new StringBuilder();
    StringBuilder darks = new StringBuilder();
    for (int i = 0; i < ofLight.size(); i++) {
      String pair = ofLight.get(i) + ofDark.get(i);
      if (!names.containsKey(pair)) {
        String name = "--" + (char) ('a' + names.size());
        names.put(pair, "var(%s)".formatted(name));
        lights.append("%s:%s;".formatted(name, ofLight.get(i)));
        darks.append("%s:%s;".formatted(name, ofDark.get(i)));
      }
    }
    int[] next = {0};
    String named =
        COLOUR
            .matcher(light)
            .replaceAll(match -> names.get(ofLight.get(next[0]) + ofDark.get(next[0]++)));
    String style =
        "<style>:root{%s}@media (prefers-color-scheme:dark){:root{%s}}</style>"
            .formatted(lights, darks);
    return Optional.of(OPENING.matcher(named).replaceFirst("$0" + style));
  }

  private static List<String> colours(String svg) {
    return COLOUR.matcher(svg).results().map(ThemedSvg::hexadecimal).collect(Collectors.toList());
  }

  private static String hexadecimal(MatchResult colour) {
    return "#%02x%02x%02x"
        .formatted(
            Integer.parseInt(colour.group(1)),
            Integer.parseInt(colour.group(2)),
            Integer.parseInt(colour.group(3)));
  }
}
