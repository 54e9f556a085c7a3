package streamkata.grader.classroom;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import streamkata.common.lab.MissingSolutionException;
import streamkata.grader.kit.Kit;
import streamkata.grader.kit.OwnClasses;

/** Names what decides about programs: another check, oracle or message is another version. */
final class KitVersion {

  private static final List<String> ROOMS =
      List.of(
          "streamkata/grader/grading/",
          "streamkata/grader/labs/",
          "streamkata/grader/matchers/",
          "streamkata/grader/picture/",
          "streamkata/grader/program/",
          "streamkata/grader/scenario/",
          "streamkata/grader/stage/",
          "streamkata/grader/submission/",
          "streamkata/grader/wire/");
  private static final int DIGITS = 8;

  private KitVersion() {}

  /** The version, and after a plus what tells apart kits that have the same. */
  static String current() {
    Map<String, byte[]> classes =
        new TreeMap<>(
            OwnClasses.beside(MissingSolutionException.class, List.of("streamkata/common/")));
    classes.putAll(OwnClasses.beside(Kit.class, ROOMS));
    return Kit.VERSION + "+" + OwnClasses.hash(classes).substring(0, DIGITS);
  }
}
