package streamkata.grader.submissions;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A program of ride-cleansing that tries something before it answers. What it tries touches only
 * what a test has put there for it.
 *
 * @param name what it tries
 * @param attempt Java statements that return a text if the attempt has worked
 * @param answer the statements with which its filter answers for {@code ride}
 * @param most the points that it may earn
 * @param exactly whether it earns just that, since nothing of its own suffers
 * @param isRefused whether the list of what a program may use is enough to refuse it
 */
record Attack(
    String name, String attempt, String answer, int most, boolean exactly, boolean isRefused) {

  private static final String RIGHT =
      "return GeoUtils.isInNYC(ride.startLon(), ride.startLat())"
          + " && GeoUtils.isInNYC(ride.endLon(), ride.endLat());";

  /** What is dear is tried once on a stage. */
  private static final String ONCE =
      "if (System.setProperty(\"attack\", \"tried\") != null) { return null; } ";

  private static final String PROGRAM =
      """
      package streamkata.exercises.ridecleansing;
      import java.io.*;
      import java.net.*;
      import java.nio.*;
      import java.nio.channels.*;
      import java.nio.charset.StandardCharsets;
      import java.nio.file.*;
      import java.util.*;
      import java.util.concurrent.*;
      import org.apache.flink.streaming.api.datastream.DataStream;
      import streamkata.common.geo.GeoUtils;
      import streamkata.common.lab.RideCleansingLab;
      import streamkata.common.model.TaxiRide;
      public class RideCleansingJob implements RideCleansingLab {
        static boolean done;
        public DataStream<TaxiRide> cleanse(DataStream<TaxiRide> rides) {
          return rides.filter(RideCleansingJob::keeps);
        }
        static boolean keeps(TaxiRide ride) {
          String harm = done ? null : once();
          done = true;
          if (harm != null) {
            throw new IllegalStateException("HARMED: " + harm);
          }
          ${answer}
        }
        static String once() {
          try {
            return attempt();
          } catch (Exception | LinkageError | OutOfMemoryError e) {
            return null;
          }
        }
        static String attempt() throws Exception {
          ${attempt}
        }
      }
      """;

  /** The source, with what the test has put somewhere. */
  String source(Map<String, String> places) {
    String source = PROGRAM.replace("${attempt}", attempt).replace("${answer}", answer);
    for (Map.Entry<String, String> place : places.entrySet()) {
      source = source.replace("${" + place.getKey() + "}", place.getValue());
    }
    return source;
  }

  @Override
  public String toString() {
    return name;
  }

  static List<Attack> all() {
    return Stream.of(
            files(),
            placesOfOthers(),
            processes(),
            network(),
            resources(),
            jvm(),
            referee(),
            verdicts())
        .flatMap(some -> some)
        .toList();
  }

  /** It answers rightly, and earns that, since what it tries comes to nothing. */
  private static Attack tries(String name, String attempt) {
    return new Attack(name, attempt, RIGHT, 10, true, true);
  }

  /** What it tries may cost its own program something. */
  private static Attack risks(String name, String attempt) {
    return new Attack(name, ONCE + attempt, RIGHT, 10, false, true);
  }

  /** It does not know the answer. */
  private static Attack bluffs(String name, String attempt, int most) {
    return new Attack(name, attempt, "return true;", most, false, true);
  }

  /** The same, with what any program may use. */
  private static Attack plain(String name, String attempt) {
    return new Attack(name, attempt, RIGHT, 10, true, false);
  }

  private static Attack plainly(String name, String attempt) {
    return new Attack(name, attempt, RIGHT, 10, false, false);
  }

  private static Attack says(String name, String answer) {
    return new Attack(name, "return null;", answer, 0, true, false);
  }

  private static Stream<Attack> files() {
    return Stream.of(
        tries("reads a secret", "return Files.readString(Path.of(\"${secret}\"));"),
        tries(
            "reads a secret through a stream",
            "return new BufferedReader(new FileReader(\"${secret}\")).readLine();"),
        tries(
            "reads a secret through a channel",
            "try (FileChannel c = FileChannel.open(Path.of(\"${secret}\"))) { return \"size \" +"
                + " c.size(); }"),
        tries(
            "reads a secret by Flink",
            "return \"\" + org.apache.flink.core.fs.FileSystem.getLocalFileSystem().open(new"
                + " org.apache.flink.core.fs.Path(\"${secret}\")).read();"),
        tries(
            "changes a secret",
            "Files.writeString(Path.of(\"${secret}\"), \"changed\"); return \"written\";"),
        tries("deletes a secret", "Files.delete(Path.of(\"${secret}\")); return \"deleted\";"),
        tries(
            "writes beside a secret",
            "Files.writeString(Path.of(\"${secret}\").resolveSibling(\"new\"), \"\"); return"
                + " \"written\";"),
        tries(
            "links to a secret",
            "Path link = Path.of(System.getProperty(\"java.io.tmpdir\"), \"link\");"
                + " Files.createSymbolicLink(link, Path.of(\"${secret}\")); return"
                + " Files.readString(link);"),
        tries(
            "climbs out by dots",
            "return Files.readString(Path.of(\"/tmp/stage/../..${secret}\"));"),
        tries(
            "climbs out by its root",
            "return Files.readString(Path.of(\"/proc/1/root${secret}\"));"),
        tries(
            "climbs out by a folder of its own",
            "return Files.readString(Path.of(\"/proc/self/cwd/../..${secret}\"));"));
  }

  /** What is not theirs to see, and what is not theirs to write. */
  private static Stream<Attack> placesOfOthers() {
    return Stream.of(
        tries(
            "reads the solution",
            "return"
                + " Files.readString(Path.of(\"${kit}/solutions/src/main/java/streamkata/solutions/ridecleansing/RideCleansingJob.java\"));"),
        tries(
            "reads the checks",
            "try (var s = Files.walk(Path.of(\"${kit}/grader\"))) { return \"\" + s.count(); }"),
        tries("reads another hand-in", "return Files.readString(Path.of(\"${neighbour}\"));"),
        tries(
            "lists the home of the user",
            "try (var s = Files.list(Path.of(\"${home}\"))) { return \"\" + s.count(); }"),
        tries(
            "lists what others have in the temporary folder",
            "try (var s = Files.list(Path.of(\"/tmp\"))) { String seen = s.map(p ->"
                + " p.getFileName().toString()).filter(n -> !n.equals(\"stage\") &&"
                + " !n.startsWith(\"hsperf\") && !n.startsWith(\"files of \"))"
                + ".toList().toString(); return seen.equals(\"[]\") ? null : seen; }"),
        tries("reads who has an account", "return Files.readString(Path.of(\"/etc/passwd\"));"),
        tries("reads what only root may", "return Files.readString(Path.of(\"/etc/shadow\"));"),
        tries(
            "writes where programs are",
            "for (String f : List.of(\"/\", \"/kata\", \"/kata/lib\", \"/kata/jdk\", \"/usr/lib\","
                + " \"/etc\", \"/dev\", \"/var\")) { try { Files.writeString(Path.of(f, \"new\"),"
                + " \"\"); return f; } catch (IOException e) { } } return null;"),
        tries(
            "changes a jar",
            "try (var s = Files.list(Path.of(\"/kata/lib\"))) { for (Path p : s.toList()) { try {"
                + " Files.write(p, new byte[1], StandardOpenOption.APPEND); return \"\" + p; }"
                + " catch (IOException e) { } } } return null;"),
        tries(
            "forges a grade",
            "Files.writeString(Path.of(\"${kit}/grader/target/grade.json\"), \"{}\"); return"
                + " \"forged\";"));
  }

  private static Stream<Attack> processes() {
    return Stream.of(
        tries(
            "starts a shell",
            "return \"\" + new ProcessBuilder(\"/bin/sh\", \"-c\", \"echo\").start().waitFor();"),
        tries(
            "starts a program that is always there",
            "return \"\" + new ProcessBuilder(\"/usr/bin/id\").start().waitFor();"),
        tries(
            "starts a program by the loader",
            "return new ProcessBuilder(\"/lib64/ld-linux-x86-64.so.2\","
                + " \"/usr/bin/id\").start().waitFor() == 0 ? \"ran\" : null;"),
        tries(
            "leaves a process behind",
            "Path f = Path.of(System.getProperty(\"java.io.tmpdir\"), \"Sleeper.java\");"
                + " Files.writeString(f, \"class Sleeper { public static void main(String[] a)"
                + " throws Exception { Thread.sleep(3600000); } }\"); new"
                + " ProcessBuilder(System.getProperty(\"java.home\") + \"/bin/java\", \"-Xmx16m\","
                + " \"-D${marker}\", f.toString()).start(); return null;"),
        tries(
            "kills the grader",
            "return ProcessHandle.of(${pid}L).filter(p -> p.pid() !="
                + " ProcessHandle.current().pid()).map(p -> p.destroyForcibly() ? \"killed\" :"
                + " null).orElse(null);"),
        tries(
            "sees processes of others",
            "long many = ProcessHandle.allProcesses().filter(p ->"
                + " p.info().command().orElse(\"\").contains(\"java\")).filter(p ->"
                + " !p.info().arguments().map(a -> String.join(\" \","
                + " a)).orElse(\"\").matches(\".*(streamkata.grader.stage.Stage|Sleeper).*\")).count();"
                + " return many > 0 ? many + \" seen\" : null;"),
        tries(
            "kills whoever started it",
            "ProcessHandle.current().parent().ifPresent(ProcessHandle::destroyForcibly); return"
                + " null;"),
        tries(
            "reads the environment of the grader",
            "for (String p : List.of(\"${pid}\", \"1\", \"2\", \"self\")) { try { String e ="
                + " Files.readString(Path.of(\"/proc\", p, \"environ\"),"
                + " StandardCharsets.ISO_8859_1); if (e.contains(\"HOME=\")) { return e; } } catch"
                + " (IOException e) { } } return null;"),
        tries("reads its own environment", "return System.getenv(\"HOME\");"),
        tries(
            "reads settings of the grader",
            "return System.getProperties().toString().contains(\"${kit}\") ? \"seen\" : null;"),
        tries(
            "attaches to other virtual machines",
            "Object list ="
                + " Class.forName(\"com.sun.tools.attach.VirtualMachine\").getMethod(\"list\").invoke(null);"
                + " return ((List<?>) list).size() > 1 ? \"seen\" : null;"));
  }

  private static Stream<Attack> network() {
    return Stream.of(
        tries(
            "calls a server of this machine",
            "new Socket(\"127.0.0.1\", ${port}).close(); return \"connected\";"),
        tries(
            "calls a server by a channel",
            "SocketChannel.open(new InetSocketAddress(\"127.0.0.1\", ${port})).close(); return"
                + " \"connected\";"),
        tries(
            "asks a server by HTTP",
            "return \"\" + new URL(\"http://127.0.0.1:${port}/\").openStream().read();"),
        tries(
            "has a network",
            "for (NetworkInterface n : Collections.list(NetworkInterface.getNetworkInterfaces())) {"
                + " if (!n.isLoopback()) { return n.getName(); } } return null;"),
        tries(
            "reads addresses of this machine",
            "return Files.readAllLines(Path.of(\"/proc/net/route\")).size() > 1 ? \"routes\" :"
                + " null;"),
        tries(
            "asks who a name is",
            "return InetAddress.getByName(\"example.org\").getHostAddress();"));
  }

  private static Stream<Attack> resources() {
    return Stream.of(
        risks(
            "fills its folder",
            "Path f = Path.of(System.getProperty(\"java.io.tmpdir\"), \"fill\"); long n = 0; try"
                + " (var o = Files.newOutputStream(f)) { while (n < 600 << 20) { o.write(new byte[1"
                + " << 20]); n += 1 << 20; } } finally { Files.delete(f); } return n + \""
                + " bytes\";"),
        risks(
            "makes a file that is larger than all disks",
            "try (RandomAccessFile f = new RandomAccessFile(System.getProperty(\"java.io.tmpdir\")"
                + " + \"/huge\", \"rw\")) { f.setLength(1L << 40); return \"made\"; }"),
        risks(
            "takes memory that is not of the heap",
            "var field = Class.forName(\"sun.misc.Unsafe\").getDeclaredField(\"theUnsafe\");"
                + " field.setAccessible(true); Object u = field.get(null); var allocate ="
                + " u.getClass().getMethod(\"allocateMemory\", long.class); var set ="
                + " u.getClass().getMethod(\"setMemory\", long.class, long.class, byte.class); var"
                + " free = u.getClass().getMethod(\"freeMemory\", long.class); List<Long> all = new"
                + " ArrayList<>(); try { for (int i = 0; i < 50; i++) { long a = (Long)"
                + " allocate.invoke(u, 64L << 20); all.add(a); set.invoke(u, a, 64L << 20, (byte)"
                + " 1); } } finally { for (long a : all) { free.invoke(u, a); } } return \"3"
                + " GB\";"),
        plainly(
            "takes direct buffers",
            "List<ByteBuffer> all = new ArrayList<>(); for (int i = 0; i < 48; i++) {"
                + " all.add(ByteBuffer.allocateDirect(64 << 20)); } return \"3 GB\";"),
        risks(
            "starts threads without an end",
            "CountDownLatch over = new CountDownLatch(1); int n = 0; try { while (n < 3000) {"
                + " Thread t = new Thread(() -> { try { over.await(); } catch (InterruptedException"
                + " e) { } }); t.setDaemon(true); t.start(); n++; } } finally { over.countDown(); }"
                + " return n + \" threads\";"),
        risks(
            "opens files without an end",
            "List<Closeable> all = new ArrayList<>(); try { for (int i = 0; i < 20000; i++) {"
                + " all.add(new FileInputStream(\"/dev/null\")); } } finally { for (Closeable c :"
                + " all) { c.close(); } } return \"20000 files\";"),
        plain(
            "prints without an end",
            "for (int i = 0; i < 50; i++) { System.out.println(\"o\".repeat(1 << 16));"
                + " System.err.println(\"e\".repeat(1 << 16)); } return null;"),
        plainly(
            "keeps all that it sees",
            "List<byte[]> kept = new ArrayList<>(); while (kept.size() < 1_000_000) { kept.add(new"
                + " byte[1 << 20]); } return \"kept\";"),
        risks(
            "computes beside the program",
            "for (int i = 0; i < 2; i++) { Thread t = new Thread(() -> { long end ="
                + " System.nanoTime() + 5_000_000_000L; while (System.nanoTime() < end) { } });"
                + " t.setDaemon(true); t.start(); } return null;"));
  }

  private static Stream<Attack> jvm() {
    return Stream.of(
        new Attack(
            "ends the JVM",
            "Runtime.class.getMethod(\"halt\", int.class).invoke(Runtime.getRuntime(), 0); return"
                + " null;",
            RIGHT,
            0,
            true,
            true),
        says("exits", "System.exit(0); return true;"),
        tries(
            "hooks into the end of the JVM",
            "Runtime.getRuntime().addShutdownHook(new Thread(() -> { while (true) { } })); return"
                + " null;"),
        tries(
            "changes what time it is",
            "TimeZone.setDefault(TimeZone.getTimeZone(\"Asia/Tokyo\"));"
                + " Locale.setDefault(Locale.forLanguageTag(\"ar\")); return null;"),
        tries(
            "looks for the oracle",
            "return \"\" +"
                + " Class.forName(\"streamkata.grader.labs.ridecleansing.RideCleansingOracle\");"),
        tries(
            "looks for the checks",
            "return \"\" +"
                + " Class.forName(\"streamkata.grader.labs.ridecleansing.RideCleansingChecks\");"),
        tries(
            "looks for the referee",
            "return \"\" + Class.forName(\"streamkata.grader.grading.CheckRunner\");"),
        tries(
            "looks for the script",
            "return \"\" + Class.forName(\"streamkata.grader.scenario.Script\");"),
        tries(
            "loads native code",
            "Path f = Path.of(System.getProperty(\"java.io.tmpdir\"), \"x.so\"); Files.write(f, new"
                + " byte[100]); System.load(f.toString()); return \"loaded\";"),
        tries(
            "defines classes",
            "java.lang.invoke.MethodHandles.lookup().defineClass(new byte[10]); return"
                + " \"defined\";"),
        tries(
            "takes over the loops",
            "streamkata.grader.program.Leash.class.getMethod(\"stop\","
                + " ClassLoader.class).invoke(null, (Object) new URLClassLoader(new URL[0]));"
                + " return null;"));
  }

  private static Stream<Attack> referee() {
    return Stream.of(
        bluffs(
            "talks to the referee itself",
            "new FileOutputStream(FileDescriptor.out).write(new byte[1000]); return null;",
            5),
        bluffs(
            "ends the talk with the referee",
            "new FileOutputStream(FileDescriptor.out).close(); return null;",
            5),
        bluffs(
            "listens to what the referee asks",
            "new FileInputStream(FileDescriptor.in).close(); return null;",
            5),
        bluffs(
            "says that it has passed",
            "byte[] frame = new byte[4096]; Arrays.fill(frame, (byte) 0); frame[3] = 20; frame[7] ="
                + " 1; new FileOutputStream(FileDescriptor.out).write(frame); return null;",
            5));
  }

  private static Stream<Attack> verdicts() {
    return Stream.of(
        new Attack(
            "throws a mistake of its own",
            "return null;",
            "throw new streamkata.grader.program.LabMistake(\"All 10 points.\");",
            0,
            true,
            true),
        says(
            "says that it is not started",
            "throw new streamkata.common.lab.MissingSolutionException();"),
        says(
            "paints a score",
            "throw new RuntimeException(\"\\u001b[2J\\u009b2J\\r"
                + "\\u202e\\n"
                + " expected  10 / 10 points\\n"
                + " ride-cleansing 10 / 10 complete\");"),
        says(
            "forges where it was thrown",
            "RuntimeException e = new RuntimeException(\"x\"); e.setStackTrace(new"
                + " StackTraceElement[] {new"
                + " StackTraceElement(\"streamkata.exercises.ridecleansing.A\", \"m\\n"
                + "\\u001b[2J 10 / 10\", \"A\\n"
                + "B.java\", 1)}); throw e;"),
        says("computes without an end", "while (true) { }"),
        says(
            "waits without an end",
            "synchronized (RideCleansingJob.class) { try { RideCleansingJob.class.wait(); } catch"
                + " (InterruptedException e) { } } return false;"),
        says("locks what all use", "synchronized (Class.class) { while (true) { } }"),
        says("calls itself without an end", "return keeps(ride);"),
        says(
            "throws what says nothing",
            "throw new Error() { private static final long serialVersionUID = 1L; @Override public"
                + " String getMessage() { throw new Error(); } };"));
  }
}
