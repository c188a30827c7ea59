package io.zoetrope.benchmarks.churn;

import io.zoetrope.benchmarks.server.RunningServer;
import io.zoetrope.benchmarks.server.ServerApi;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Runs in the thread that calls {@link #run}. Lets clients churn, and looks at what they leave. */
public final class Churn {

  /**
   * Longer than anything that the server still does for a client that has left. Connections to its
   * database are kept for a minute, and looked at each half minute.
   */
  private static final int SETTLE_SECONDS = 100;

  private final RunningServer server;
  private final ServerApi api;
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
    this.api = ServerApi.of(server);
    this.progress = progress;
    String done = submit("");
    String waiting = submit(", \"options\": {\"delay\": \"30d\"}");
    var _ = api.ask("GET", "/api/tasks/" + done + "?wait=30s", "");
    this.load = new ChurnLoad(api.root().getPort(), Route.all(done, waiting, picture), picture);
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
      ServerApi.rest(SETTLE_SECONDS);
      api.awaitIdle();
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

  private String submit(String options) throws IOException {
    String task =
        "{\"kind\": \"snapshot\", \"payload\": {\"camera\": \"bench1\"}%s}".formatted(options);
    return api.ask("POST", "/api/tasks", task).path("id").asString();
  }
}
