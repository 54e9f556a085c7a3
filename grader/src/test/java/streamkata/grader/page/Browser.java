package streamkata.grader.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A headless Chromium, driven through chromedriver (W3C WebDriver). Close it to end both processes.
 */
public final class Browser implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String STARTED = "started successfully";
  private static final int PHONE_WIDTH = 360;
  private static final int PHONE_HEIGHT = 740;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process driver;
  private final URI session;

  private Browser(Process driver, URI server, Path chromium) throws IOException {
    this.driver = driver;
    JsonNode created =
        post(
            server.resolve("/session"),
            Map.of(
                "capabilities",
                Map.of(
                    "alwaysMatch",
                    Map.of(
                        "goog:loggingPrefs",
                        Map.of("browser", "ALL"),
                        "goog:chromeOptions",
                        Map.of(
                            "binary",
                            chromium.toString(),
                            "args",
                            List.of(
                                "--headless=new",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-dev-shm-usage",
                                "--hide-scrollbars",
                                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"))))));
    session = server.resolve("/session/" + created.get("sessionId").asText() + "/");
  }

  /**
   * Starts a browser that reaches this machine only. The calling test is skipped where there is
   * none to start.
   *
   * @return the browser
   * @throws IOException if it does not start
   */
  public static Browser start() throws IOException {
    Optional<Path> chromium = onPath("chromium").or(() -> onPath("google-chrome"));
    Optional<Path> chromedriver = onPath("chromedriver");
    Assumptions.assumeTrue(
        chromium.isPresent() && chromedriver.isPresent(),
        "Skipped: there is no chromium with chromedriver on the PATH (on Debian: apt-get install"
            + " chromium chromium-driver).");
    int port = freePort();
    Process driver =
        new ProcessBuilder(chromedriver.get().toString(), "--port=" + port)
            .redirectErrorStream(true)
            .start();
    try {
      awaitStart(driver);
      return new Browser(driver, URI.create("http://127.0.0.1:" + port), chromium.get());
    } catch (IOException | RuntimeException e) {
      end(driver);
      throw e;
    }
  }

  /**
   * Opens a file and waits until it is loaded, its pictures included.
   *
   * @param page an HTML file
   * @throws IOException if the browser does not respond
   */
  public void open(Path page) throws IOException {
    open(page.toUri());
  }

  /**
   * Opens a page of this machine and waits until it is loaded.
   *
   * @param page its address, with a number instead of a name
   * @throws IOException if the browser does not respond
   */
  public void open(URI page) throws IOException {
    post(session.resolve("url"), Map.of("url", page.toString()));
  }

  /**
   * Sets what the user prefers, as a page asks for it in {@code prefers-color-scheme}.
   *
   * @param dark dark, or else light
   * @throws IOException if the browser does not respond
   */
  public void prefer(boolean dark) throws IOException {
    devTools(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
  }

  /**
   * Shows the page as it is on paper.
   *
   * @param onPaper on paper, or else on a screen
   * @throws IOException if the browser does not respond
   */
  public void printed(boolean onPaper) throws IOException {
    devTools("Emulation.setEmulatedMedia", Map.of("media", onPaper ? "print" : ""));
  }

  /**
   * Sets the size of the window; one of 500 pixels and less is a phone.
   *
   * @param width in CSS pixels
   * @param height in CSS pixels
   * @throws IOException if the browser does not respond
   */
  public void resize(int width, int height) throws IOException {
    devTools(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width <= 500));
  }

  /**
   * Makes the window that of a small phone.
   *
   * @throws IOException if the browser does not respond
   */
  public void resizeToPhone() throws IOException {
    resize(PHONE_WIDTH, PHONE_HEIGHT);
  }

  /**
   * Runs a script in the page.
   *
   * @param script the body of a function; what it returns is the result, also that of a promise
   * @return the result
   * @throws IOException if the browser does not respond, or the script fails
   */
  public JsonNode run(String script) throws IOException {
    return post(session.resolve("execute/sync"), Map.of("script", script, "args", List.of()));
  }

  /**
   * The text that a reader sees.
   *
   * @param selector a CSS selector
   * @return the visible text of each element that it matches, in the order of the page
   * @throws IOException if the browser does not respond
   */
  public List<String> texts(String selector) throws IOException {
    JsonNode found =
        run(
            "return [...document.querySelectorAll(%s)].map(e => e.innerText.trim())"
                .formatted(JSON.writeValueAsString(selector)));
    return JSON.convertValue(
        found, JSON.getTypeFactory().constructCollectionType(List.class, String.class));
  }

  /**
   * What the browser complained about since the last call.
   *
   * @return one message for each error and warning of the console
   * @throws IOException if the browser does not respond
   */
  public List<String> complaints() throws IOException {
    JsonNode log = post(session.resolve("se/log"), Map.of("type", "browser"));
    return Stream.iterate(0, i -> i < log.size(), i -> i + 1)
        .map(i -> log.get(i).get("message").asText())
        .toList();
  }

  /**
   * Takes a picture of the whole page.
   *
   * @param file a PNG file, replaced if it exists
   * @throws IOException if the browser does not respond, or the file cannot be written
   */
  public void screenshot(Path file) throws IOException {
    JsonNode taken =
        devTools("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
    Files.write(file, Base64.getDecoder().decode(taken.get("data").asText()));
  }

  @Override
  public void close() {
    try {
      send(HttpRequest.newBuilder(URI.create(session.toString().replaceAll("/$", ""))).DELETE());
    } catch (IOException e) {
      // Then it is ended below.
    } finally {
      end(driver);
    }
  }

  private JsonNode devTools(String command, Map<String, Object> parameters) throws IOException {
    return post(session.resolve("goog/cdp/execute"), Map.of("cmd", command, "params", parameters));
  }

  private JsonNode post(URI uri, Map<String, Object> body) throws IOException {
    return send(
        HttpRequest.newBuilder(uri)
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
  }

  private JsonNode send(HttpRequest.Builder request) throws IOException {
    try {
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      JsonNode value = JSON.readTree(response.body()).get("value");
      if (response.statusCode() != 200) {
        throw new IOException("The browser refused: " + value.get("message").asText());
      }
      return value;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /**
   * A port that is free in IPv4 and in IPv6. One that chromedriver chooses itself is free in IPv6
   * only, and it ends where anybody else has that number in IPv4.
   */
  private static int freePort() throws IOException {
    try (ServerSocket inBoth = new ServerSocket(0)) {
      return inBoth.getLocalPort();
    }
  }

  private static void awaitStart(Process driver) throws IOException {
    StringBuilder said = new StringBuilder();
    BufferedReader out = driver.inputReader();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.contains(STARTED)) {
        return;
      }
      said.append('\n').append(line);
    }
    throw new IOException("chromedriver did not start:" + said);
  }

  private static void end(Process driver) {
    driver.descendants().forEach(ProcessHandle::destroyForcibly);
    driver.destroyForcibly();
  }

  private static Optional<Path> onPath(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
