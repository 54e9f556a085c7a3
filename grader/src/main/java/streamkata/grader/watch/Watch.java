package streamkata.grader.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import streamkata.grader.grading.Stages;
import streamkata.grader.kit.AfterGreen;
import streamkata.grader.kit.Hint;
import streamkata.grader.kit.Kit;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.LabState;
import streamkata.grader.kit.Labs;
import streamkata.grader.kit.Markdown;
import streamkata.grader.kit.Progress;
import streamkata.grader.kit.Refusal;
import streamkata.grader.kit.Selection;
import streamkata.grader.kit.Skeleton;
import streamkata.grader.kit.Task;
import streamkata.grader.process.ProgramOutput;

/**
 * Grades the current lab each time its sources are saved, and reacts to keys. A grading whose
 * sources are saved again is abandoned. All that happens is an {@link Event}, and one thread deals
 * with one after the other.
 */
final class Watch {

  /** What is on the screen. */
  private enum Shown {
    LAB,
    LABS,
    TASK,
    SOLUTION
  }

  private final Selection selection;
  private final Stages stages;
  private final ProgramOutput output;
  private final Consumer<Page> screen;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final Set<Lab> complete = new HashSet<>();
  private final View view;

  private Standing standing;
  private Round round;
  private boolean movesOn;
  private Shown shown = Shown.LAB;
  private boolean all;
  private boolean isResetAsked;
  private boolean ending;
  private Optional<Hint> hint = Optional.empty();
  private Optional<String> notice = Optional.empty();

  /**
   * Prepares to watch.
   *
   * @param selection whose labs, and how to grade
   * @param stages where programs are played
   * @param output where the graded programs print
   * @param screen shows pages
   */
  Watch(Selection selection, Stages stages, ProgramOutput output, Consumer<Page> screen) {
    this.selection = selection;
    this.stages = stages;
    this.output = output;
    this.screen = screen;
    this.view = new View(selection);
  }

  /** Says that sources were saved. */
  void saved() {
    events.add(new Event.Saved());
  }

  /**
   * Says that a key was pressed.
   *
   * @param key which
   */
  void pressed(char key) {
    events.add(new Event.Pressed(key));
  }

  /** Says that no more keys will come. */
  void inputEnded() {
    events.add(new Event.InputEnded());
  }

  /**
   * Watches until the key {@code q}, or until the input has ended and the grading that is under
   * way, if any.
   *
   * @param named the lab to begin with; otherwise the first that is not complete
   * @throws InterruptedException if the calling thread is interrupted
   */
  void run(Optional<Lab> named) throws InterruptedException {
    movesOn = named.isEmpty();
    if (selection.isOwnWork()) {
      Progress progress = Progress.read(selection.kit());
      selection.labs().stream()
          .filter(lab -> progress.state(lab) == LabState.COMPLETE)
          .forEach(complete::add);
    }
    grade(named.or(this::current).orElse(selection.labs().get(0)));
    boolean quit = false;
    while (!quit && !(ending && standing.isDone())) {
      Event event = events.take();
      quit = event instanceof Event.Pressed pressed && pressed.key() == 'q';
      dealWith(event);
    }
    round.abandon();
  }

  private void dealWith(Event event) {
    try {
      if (event instanceof Event.InputEnded) {
        ending = true;
      } else if (event instanceof Event.Saved) {
        movesOn = true;
        notice = Optional.empty();
        grade(standing.lab());
      } else if (event instanceof Event.Pressed pressed) {
        press(pressed.key());
      } else if (event instanceof Event.Decided decided && decided.round() == round) {
        standing.add(decided.result());
        show();
      } else if (event instanceof Event.Done done && done.round() == round) {
        finish(done);
      }
    } catch (Refusal e) {
      notice = Optional.of(e.getMessage());
      show();
    }
  }

  private void press(char key) {
    boolean isConfirmed = isResetAsked && key == 'r';
    isResetAsked = false;
    switch (key) {
      case 'a' -> {
        all = !all;
        toggle(Shown.LAB);
      }
      case 'c' -> grade(standing.lab());
      case 'h' -> {
        shown = Shown.LAB;
        nextHint();
        show();
      }
      case 'n' -> moveByHand(after(standing.lab()));
      case 'k' -> moveByHand(labAfter(standing.lab()));
      case 'p' -> moveByHand(before(standing.lab()));
      case 'l' -> toggle(Shown.LABS);
      case 't' -> toggle(Shown.TASK);
      case 's' -> toggle(Shown.SOLUTION);
      case 'e' -> edit();
      case 'r' -> reset(isConfirmed);
      default -> {
        // Not one of ours.
      }
    }
  }

  private void toggle(Shown wanted) {
    shown = shown == wanted ? Shown.LAB : wanted;
    show();
  }

  private void moveByHand(Lab lab) {
    movesOn = false;
    moveTo(lab, Optional.empty());
  }

  private void edit() {
    Path file = selection.kit().source(selection.implementation(), standing.lab());
    notice =
        Optional.of(Editor.open(file, standing.labGrade().place(), System.getenv(Editor.VARIABLE)));
    show();
  }

  private void reset(boolean isConfirmed) {
    Lab lab = standing.lab();
    if (!selection.isOwnWork()) {
      throw new Refusal("Only an exercise can be taken back to its start.");
    }
    if (!isConfirmed) {
      isResetAsked = true;
      notice =
          Optional.of(
              "Press r again to take %s back to its start. A copy of your work is kept."
                  .formatted(lab.id()));
      show();
      return;
    }
    try {
      Optional<Path> kept = new Skeleton(selection.kit(), lab).restore();
      Progress.read(selection.kit()).restart(lab);
      complete.remove(lab);
      moveTo(
          lab,
          kept.map(folder -> "Your file is kept in " + folder)
              .or(() -> Optional.of(lab.id() + " is as it was at the start.")));
    } catch (IOException e) {
      throw new Refusal(
          "%s could not be taken back to its start: %s.".formatted(lab.id(), e.getMessage()));
    }
  }

  private void nextHint() {
    List<Hint> hints = Hint.of(selection.kit(), standing.lab());
    int shown =
        hint.map(Hint::level)
            .orElseGet(() -> Progress.read(selection.kit()).seenHints(standing.lab()));
    Hint next = hints.get(shown % hints.size());
    hint = Optional.of(next);
    if (selection.isOwnWork()) {
      Progress.read(selection.kit()).sawHint(standing.lab(), next.level());
    }
  }

  private void finish(Event.Done done) {
    standing.finish(done.problems(), done.remarks());
    Lab lab = standing.lab();
    if (done.problems().isEmpty()) {
      standing.grade().keepAsProgress(selection);
    }
    if (!standing.isComplete()) {
      complete.remove(lab);
      show();
      return;
    }
    complete.add(lab);
    if (firstToDo().isEmpty()) {
      notice =
          Optional.of(
              "Every lab is complete: all %d of them."
                      .formatted(complete.stream().filter(one -> !one.isStep()).count())
                  + " What each requirement means in production, and where to go from here:\n"
                  + AfterGreen.PRODUCTION);
    }
    Optional<String> core = AfterGreen.ofCore(new Labs(selection.labs()), complete::contains, lab);
    if (core.isPresent() && firstToDo().isPresent()) {
      notice = core;
    }
    show();
    if (movesOn && firstToDo().isPresent()) {
      Lab next = toDoAfter(lab);
      moveTo(
          next,
          Optional.of(
              lab.isStep()
                  ? "%s is complete. On to %s.".formatted(lab.id(), next.id())
                  : "%s%s is complete: %d of %d points. On to %s.%nNow you can:%n%s"
                      .formatted(
                          core.map(text -> text + "\n").orElse(""),
                          lab.id(),
                          lab.points(),
                          lab.points(),
                          next.id(),
                          String.join("\n", AfterGreen.of(selection.kit(), lab)))));
    }
  }

  private void moveTo(Lab lab, Optional<String> why) {
    hint = Optional.empty();
    notice = why;
    grade(lab);
  }

  private void grade(Lab lab) {
    int before = standing != null && standing.lab().equals(lab) ? standing.points() : pointsOf(lab);
    if (round != null) {
      round.abandon();
    }
    shown = Shown.LAB;
    output.startAnew();
    standing = new Standing(selection, lab, before);
    round = new Round(selection, lab, stages, events::add);
    round.start();
    show();
  }

  private int pointsOf(Lab lab) {
    return selection.isOwnWork() ? Progress.read(selection.kit()).points(lab) : 0;
  }

  private void show() {
    screen.accept(page());
  }

  private Page page() {
    Kit kit = selection.kit();
    Lab lab = standing.lab();
    return switch (shown) {
      case LABS -> view.list(lab, this::pointsOf, complete);
      case TASK -> view.document(kit.task(lab), Task.of(kit, lab).text(), 't');
      case SOLUTION -> solution(kit, lab);
      case LAB -> {
        Optional<Path> printed =
            standing.isDone() && !output.isEmpty() ? Optional.of(output.file()) : Optional.empty();
        yield view.of(standing, all, notice, hint, printed);
      }
    };
  }

  private Page solution(Kit kit, Lab lab) {
    boolean isOpen =
        complete.contains(lab) || !selection.isOwnWork() || Progress.read(kit).hasPassed(lab);
    if (!isOpen) {
      shown = Shown.LAB;
      throw new Refusal(
          "The solution of %s opens when every check has passed.".formatted(lab.id()));
    }
    return view.document(
        kit.solution(lab),
        read(kit.solution(lab)) + "\n\n" + Markdown.plain(read(kit.discussion(lab))),
        's');
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new Refusal("The file %s cannot be read.".formatted(file));
    }
  }

  /** Steps are no duty. */
  private Optional<Lab> firstToDo() {
    return selection.labs().stream()
        .filter(lab -> !lab.isStep() && !complete.contains(lab))
        .findFirst();
  }

  /** Where the learner is; of solutions, the first. */
  private Optional<Lab> current() {
    return selection.isOwnWork()
        ? Progress.read(selection.kit()).current(new Labs(selection.labs()))
        : firstToDo();
  }

  private Lab labAfter(Lab lab) {
    Lab next = after(lab);
    while (next.isStep()) {
      next = after(next);
    }
    return next;
  }

  private Lab toDoAfter(Lab lab) {
    Lab next = after(lab);
    while (complete.contains(next)) {
      next = after(next);
    }
    return next;
  }

  private Lab after(Lab lab) {
    List<Lab> labs = selection.labs();
    return labs.get((labs.indexOf(lab) + 1) % labs.size());
  }

  private Lab before(Lab lab) {
    List<Lab> labs = selection.labs();
    return labs.get(Math.max(0, labs.indexOf(lab) - 1));
  }
}
