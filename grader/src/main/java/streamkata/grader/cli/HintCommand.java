package streamkata.grader.cli;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import streamkata.grader.kit.Hint;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Refusal;

/** {@code kata hint}. */
@Command(name = "hint", description = "Shows the next hint; each says more than the one before.")
final class HintCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Option(names = "--level", paramLabel = "N", description = "This hint, not the next one.")
  private Integer level;

  @Parameters(
      paramLabel = "LAB",
      completionCandidates = LabConverter.Candidates.class,
      arity = "0..1",
      description = "The id of a lab; without it, the current one.")
  private Lab named;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    KitProgress learner = KitProgress.of(spec);
    Lab lab = learner.orCurrent(named);
    List<Hint> hints = Hint.of(learner.kit(), lab);
    int wanted = level == null ? learner.progress().seenHints(lab) + 1 : level;
    if (level == null && wanted > hints.size()) {
      out.println(
          "You have read all %d hints of %s. --level N shows one again."
              .formatted(hints.size(), lab.id()));
      out.println(afterTheLast(lab));
      return;
    }
    if (wanted < 1 || wanted > hints.size()) {
      throw new Refusal(
          "There is no hint %d of %s: its hints are 1 to %d."
              .formatted(wanted, lab.id(), hints.size()));
    }
    Hint hint = hints.get(wanted - 1);
    String title = "%s, hint %d of %d: %s".formatted(lab.id(), wanted, hints.size(), hint.title());
    out.println(learner.ansi().string("@|bold " + title + "|@"));
    out.println();
    out.println(hint.text());
    out.println();
    if (wanted < hints.size()) {
      out.println("One more: " + typed("hint"));
    } else {
      out.println("That was the last hint.");
      out.println(afterTheLast(lab));
    }
    learner.progress().sawHint(lab, wanted);
  }

  private String afterTheLast(Lab lab) {
    return "Next: %s; once it is complete, %s shows the reference."
        .formatted(typed("test"), Kata.kit(spec).typed("solution " + lab.id()));
  }

  private String typed(String command) {
    return Kata.kit(spec).typed(named == null ? command : command + " " + named.id());
  }
}
