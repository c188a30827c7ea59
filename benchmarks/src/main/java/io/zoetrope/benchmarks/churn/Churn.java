package io.zoetrope.benchmarks.churn;

import io.zoetrope.benchmarks.server.CameraStates;
import io.zoetrope.benchmarks.server.RunningServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs in the thread that calls {@link #run}. Lets clients churn, and looks at what they leave. */
public final class Churn {
  private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");
  private static final int QUIET_SECONDS = 60;

  /**
   * Longer than anything that the server still does for a client that has left. Connections to its
   * database are kept for a minute, and looked at each half minute.
   */
  private static final int SETTLE_SECONDS = 100;

  private final RunningServer server;
  private final URI root;
  private final Consumer<String> progress;
  private final ChurnLoad load;
  private final List<Held> held = new ArrayList<>();

  /**
   * Prepares the churn.
   *
   * @param server with two cameras: one with pictures, one to publish to
   * @param picture to publish
   */
  public Churn(RunningServer server, byte[] picture, Consumer<String> progress) throws IOException {
    this.server = server;
    this.root = server.stream().resolve("/");
    this.progress = progress;
    String done = submit("");
    String waiting = submit(", \"options\": {\"delay\": \"30d\"}");
    String _ = ask("GET", "/api/tasks/" + done + "?wait=30s", "");
    this.load = new ChurnLoad(root.getPort(), Route.all(done, waiting, picture), picture);
  }

  /**
   * Lets so many clients come each second, and looks after each of these minutes, without clients.
   */
  public List<Held> run(int perSecond, List<Integer> minutes) throws IOException {
    int before = 0;
    for (int minute : minutes) {
      progress.accept("minute %d to %d: %d clients a second".formatted(before, minute, perSecond));
      load.run(perSecond, Duration.ofMinutes(minute - before));
      before = minute;
      awaitQuiet();
      Held now = Held.of(server.pid(), minute, clients());
      held.add(now);
      progress.accept(
          "after minute %d: %,d bytes alive, %d descriptors, %d threads"
              .formatted(minute, now.heapBytes(), now.descriptors(), now.threads()));
    }
    return List.copyOf(held);
  }

  /** How many clients have come, by route and by how they left. */
  public Map<String, Long> counts() {
    return load.counts();
  }

  /** How many found nobody listening. */
  public long refused() {
    return load.refused();
  }

  private long clients() {
    return load.counts().values().stream().mapToLong(Long::longValue).sum();
  }

  private void awaitQuiet() throws IOException {
    Leave.rest(SETTLE_SECONDS);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(QUIET_SECONDS);
    while (!CameraStates.of(server).allIdle()) {
      if (System.nanoTime() > deadline) {
        throw new IOException("a camera stays open although all clients have left");
      }
      Leave.rest(1);
    }
  }

  private String submit(String options) throws IOException {
    String task =
        ask(
            "POST",
            "/api/tasks",
            "{\"kind\": \"snapshot\", \"payload\": {\"camera\": \"bench1\"}%s}".formatted(options));
    Matcher id = ID.matcher(task);
    if (!id.find()) {
      throw new IOException("the server takes no tasks: " + task);
    }
    return id.group(1);
  }

  private String ask(String method, String target, String body) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) root.resolve(target).toURL().openConnection();
    connection.setRequestMethod(method);
    if (!body.isEmpty()) {
      connection.setRequestProperty("Content-Type", "application/json");
      connection.setDoOutput(true);
      connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
    }
    try (InputStream answer = connection.getInputStream()) {
      return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
    } finally {
      connection.disconnect();
    }
  }
}
