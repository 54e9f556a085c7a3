package streamkata.grader.recovery;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasToString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import streamkata.grader.kit.Kit;
import streamkata.grader.kit.Lab;
import streamkata.grader.kit.Refusal;
import streamkata.grader.labs.Course;
import streamkata.grader.submission.LabSource;

/** The hands-on on real processes: a JobManager, a worker that is killed, a new worker. */
class RecoveryIT {

  private static final Lab LAB = Course.CORE.labs().byId("travel-time-prediction");
  private static final Kit KIT = new Kit(Path.of(".."));
  private static final Path WRONG = Path.of("src/test/submissions/travel-time-prediction/wrong");

  private static final String MAIN =
      """
        public static void main(String[] args) {
          var job = streamkata.common.job.LabJob.of("travel-time-prediction", args);
          var lab = new TravelTimePredictionJob();
          if (job.checkpointing()) {
            lab.configure(job.environment(), job.checkpointDirectory());
          }
          job.print(lab.predict(job.rides()));
          job.run();
        }
      }
      """;

  @TempDir private Path folder;

  @Test
  void with_checkpoints_the_solution_keeps_its_models_and_the_source_its_place() throws Exception {
    Recording run = solution(false).run(true);

    assertThat(failed(RecoveryVerdict.of(run)), is(List.of()));
    assertThat(run.lastCheckpoint().positions(), is(run.firstPositions()));
  }

  @Test
  void without_checkpoints_the_solution_loses_both() throws Exception {
    Recording run = solution(true).run(false);

    assertThat(failed(RecoveryVerdict.of(run)), is(List.of()));
    assertThat(run.finding().remembers(), is(false));
    assertThat(run.firstPositions().values(), contains(0L));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ModelsInField", "ModelsInStaticMap"})
  void models_outside_of_state_are_lost_with_the_worker(String submission) throws Exception {
    Experiment experiment = experiment(withMain(submission), true);

    List<Claim> failed = failed(RecoveryVerdict.of(experiment.run(true)));

    assertThat(
        failed.stream().map(Claim::text).toList(),
        contains("With checkpoints the program keeps everything that it has learned"));
    assertThat(failed.get(0).advice(), containsString("a field or a static field"));
  }

  @Test
  void a_program_without_main_is_refused() throws Exception {
    Files.copy(WRONG.resolve("ModelsInField.java"), file());
    LabSource source = source();

    Refusal refusal = assertThrows(Refusal.class, () -> experiment(source, true));

    assertThat(refusal, hasToString(containsString("has no method main(String[])")));
  }

  @Test
  void a_job_that_fails_while_it_is_built_is_refused_with_its_reason() throws Exception {
    Files.copy(KIT.skeleton(LAB), file());
    Experiment experiment = experiment(source(), true);

    Refusal refusal = assertThrows(Refusal.class, () -> experiment.run(true));

    assertThat(refusal, hasToString(containsString("The job was not accepted: Missing")));
  }

  @Test
  void interrupted_midway_it_leaves_no_process_behind() throws Exception {
    Process recovery =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Dkata.home=" + Path.of("..").toAbsolutePath().normalize(),
                "streamkata.grader.cli.Kata",
                "recover",
                "--solutions")
            .redirectErrorStream(true)
            .start();
    try (BufferedReader output = recovery.inputReader()) {
      String line = output.readLine();
      while (line != null && !line.contains("The job runs")) {
        line = output.readLine();
      }
      List<ProcessHandle> started = recovery.descendants().toList();
      assertThat("JobManager and worker", started.size(), greaterThanOrEqualTo(2));

      recovery.destroy();
      recovery.waitFor();

      assertThat(started.stream().filter(ProcessHandle::isAlive).toList(), is(empty()));
    }
  }

  private Experiment solution(boolean hard) throws Exception {
    return experiment(LabSource.of(KIT, Kit.SOLUTIONS, LAB), hard);
  }

  private Experiment experiment(LabSource source, boolean hard) throws Exception {
    return new Recovery(
            source,
            Course.CORE.evidence(LAB),
            List.of(),
            hard,
            KIT.flinkHome(),
            folder.resolve("recovery"))
        .prepare(new Narrator(new PrintWriter(new StringWriter()), false));
  }

  private LabSource withMain(String submission) throws Exception {
    String text = Files.readString(WRONG.resolve(submission + ".java"));
    Files.writeString(file(), text.substring(0, text.lastIndexOf('}')) + MAIN);
    return source();
  }

  private LabSource source() {
    return LabSource.handedIn(folder, LAB);
  }

  private Path file() {
    return folder.resolve("TravelTimePredictionJob.java");
  }

  private static List<Claim> failed(RecoveryVerdict verdict) {
    return verdict.claims().stream().filter(claim -> !claim.holds()).toList();
  }
}
