package streamkata.grader.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import streamkata.grader.kit.Kit;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Refusal;
import streamkata.grader.kit.Selection;
import streamkata.grader.labs.Course;

/** The options that say whose code a command is about. */
final class WhatToGrade {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(names = "--solutions", description = "The reference solutions instead of your exercises.")
  private boolean solutions;

  @Option(
      names = "--submission",
      paramLabel = "PATH",
      description = "Something handed in: a folder of sources or classes, or a jar.")
  private Path submission;

  @Option(
      names = "--seed",
      paramLabel = "N|random",
      description = "Another instance of generated input.")
  private String seed;

  @Option(
      names = "--sandbox",
      paramLabel = "auto|bwrap|none",
      description = "Whether code runs shut in; auto: something handed in does.")
  private String sandbox;

  /** The same options, to be typed once more; begins with a space if there are any. */
  String typed() {
    return (solutions ? " --solutions" : "")
        + (submission == null ? "" : " --submission " + Kit.quoted(submission.toString()))
        + (seed == null ? "" : " --seed " + seed)
        + (sandbox == null ? "" : " --sandbox " + sandbox);
  }

  /**
   * What is selected.
   *
   * @param labs the labs; empty for all
   */
  Selection selection(List<Lab> labs) {
    Map<String, String> properties = new HashMap<>();
    if (solutions) {
      properties.put("kata.implementation", Kit.SOLUTIONS);
      properties.put("kata.strict", "true");
    }
    if (submission != null) {
      properties.put("kata.submission", submission.toAbsolutePath().toString());
    }
    if (seed != null) {
      if (!seed.matches("random|-?\\d{1,18}")) {
        throw new Refusal("--seed is '%s'; it must be a whole number, or random.".formatted(seed));
      }
      properties.put("kata.seed", seed);
    }
    if (sandbox != null) {
      properties.put("kata.sandbox", sandbox);
    }
    if (!labs.isEmpty()) {
      properties.put("kata.lab", labs.stream().map(Lab::id).collect(Collectors.joining(",")));
    }
    return Selection.from(
        Kata.kit(command),
        Course.PATH.labs(),
        name ->
            Optional.ofNullable(properties.get(name))
                .or(() -> Optional.ofNullable(System.getProperty(name))));
  }
}
