package streamkata.grader.classroom;

import java.io.Closeable;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.core.fs.Path;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Labs;
import streamkata.grader.kit.Refusal;
import streamkata.grader.kit.Selection;
import streamkata.grader.submission.LabContent;
import streamkata.grader.submission.Submission;

/** The hand-ins of a class, by number, for those that grade them in other processes. */
public final class HandIns implements Closeable {

  private final Delivery delivery;
  private final Selection selection;
  private final String kit = KitVersion.current();

  /**
   * Looks what there is, and reads no hand-in yet.
   *
   * @param place a folder or an archive, anywhere that Flink reads
   * @param selection the labs that are graded, and the seed
   * @param all the labs that there are
   * @throws Refusal if it cannot be read, or nobody has handed in anything
   * @throws IOException if what Flink reads with fails
   */
  public HandIns(Path place, Selection selection, Labs all) throws IOException {
    this.delivery = Delivery.open(place, all.all());
    this.selection = selection;
  }

  /** Whose they are, in the order of their numbers, counted from 0. */
  public List<String> names() {
    return IntStream.range(0, delivery.handIns().size()).mapToObj(this::name).toList();
  }

  /**
   * Reads one.
   *
   * @param number counted from 0
   * @return what there is to grade of it; nothing, if it cannot be read
   */
  public Work work(int number) {
    Map<String, String> keys = new LinkedHashMap<>();
    Map<String, Map<String, byte[]>> contents = new LinkedHashMap<>();
    try {
      Submission submission = delivery.handIns().get(number).read();
      for (Lab lab : selection.labs()) {
        if (submission.problem(lab).isEmpty() && submission.has(lab)) {
          LabContent content = submission.contentOf(lab);
          keys.put(lab.id(), Key.of(content, lab, kit, selection.seed()));
          contents.put(lab.id(), content.files());
        }
      }
    } catch (Refusal e) {
      // When the results are collected, its rows say why.
    }
    return new Work(name(number), keys, contents);
  }

  /**
   * What is to be graded of each, so that what several have handed in is graded once: the labs of
   * which no earlier hand-in has the same.
   *
   * @return the ids of labs, in the order of the numbers
   */
  public List<List<String>> labsToGrade() {
    Set<String> earlier = new HashSet<>();
    return IntStream.range(0, delivery.handIns().size())
        .mapToObj(
            number ->
                work(number).keys().entrySet().stream()
                    .filter(lab -> earlier.add(lab.getValue()))
                    .map(Map.Entry::getKey)
                    .toList())
        .toList();
  }

  private String name(int number) {
    return number
        + " "
        + delivery.handIns().get(number).parts().stream()
            .map(HandedIn.Part::name)
            .collect(Collectors.joining(", "));
  }

  @Override
  public void close() throws IOException {
    delivery.close();
  }
}
