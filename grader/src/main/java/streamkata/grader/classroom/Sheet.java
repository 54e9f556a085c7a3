package streamkata.grader.classroom;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Refusal;
import streamkata.grader.submission.Submission;

/**
 * What is known of something handed in before it is graded.
 *
 * @param handedIn what it is of
 * @param refusal why it cannot be read; empty if it can
 * @param keys of the results that its labs have, once they are graded
 * @param problems why the code of a lab cannot be made out
 * @param remarks what is to be said of the files of a lab
 * @param general what is to be said of the whole
 */
record Sheet(
    HandedIn handedIn,
    Optional<String> refusal,
    Map<Lab, String> keys,
    Map<Lab, String> problems,
    Map<Lab, List<String>> remarks,
    List<String> general) {

  /**
   * Reads something handed in.
   *
   * @param labs those that are to be graded
   * @param all all labs that there are
   * @param kit the version of the kit
   * @param seed the seed of generated input
   */
  static Sheet of(HandedIn handedIn, List<Lab> labs, List<Lab> all, String kit, long seed) {
    try {
      return of(handedIn, handedIn.read(), labs, all, kit, seed);
    } catch (Refusal e) {
      return new Sheet(
          handedIn, Optional.of(e.getMessage()), Map.of(), Map.of(), Map.of(), handedIn.remarks());
    }
  }

  private static Sheet of(
      HandedIn handedIn,
      Submission submission,
      List<Lab> labs,
      List<Lab> all,
      String kit,
      long seed) {
    Map<Lab, String> keys = new LinkedHashMap<>();
    Map<Lab, String> problems = new LinkedHashMap<>();
    Map<Lab, List<String>> remarks = new LinkedHashMap<>();
    for (Lab lab : labs) {
      remarks.put(lab, submission.remarks(lab));
      if (submission.problem(lab).isPresent()) {
        problems.put(lab, submission.problem(lab).get());
      } else if (submission.has(lab)) {
        keys.put(lab, Key.of(submission.contentOf(lab), lab, kit, seed));
      }
    }
    List<String> general = new ArrayList<>(handedIn.remarks());
    general.addAll(submission.remarksOfNone(all));
    boolean isAny = all.stream().anyMatch(submission::has);
    boolean cannotBeRead = !isAny && submission.hasUnreadable();
    if (!isAny && !cannotBeRead) {
      general.add("Nothing of any lab was found. Found: %s.".formatted(submission.inventory()));
    }
    return new Sheet(
        handedIn,
        cannotBeRead ? Optional.of(String.join(" ", general)) : Optional.empty(),
        keys,
        problems,
        remarks,
        cannotBeRead ? List.of() : general);
  }
}
