package io.zoetrope.benchmarks;

import io.zoetrope.benchmarks.load.LoadPlan;
import io.zoetrope.benchmarks.server.Peer;
import io.zoetrope.benchmarks.server.RunningServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What {@code ./bench fanout} was asked to do. */
record FanoutOptions(
    List<Integer> viewers,
    int frameBytes,
    int fps,
    int seconds,
    int warmUp,
    int verifying,
    int stalled,
    int stallSeconds,
    int halfRate,
    int receiveBuffer,
    int slowReceiveBuffer,
    List<Peer> peers,
    Set<String> skip,
    boolean unpinned,
    Path zoetrope) {

  static final String ZOETROPE = "zoetrope";
  static final String FLOOR = "floor";

  /** After the stalled viewers read again, they are watched for at least this long. */
  private static final int RECOVERY_SECONDS = 5;

  private static final int LARGEST_BUFFER = 64 * 1024 * 1024;
  private static final Set<String> WITH_VALUE =
      Set.of(
          "--viewers",
          "--frame-bytes",
          "--fps",
          "--seconds",
          "--warm-up",
          "--verifying",
          "--stalled",
          "--stall-seconds",
          "--half-rate",
          "--receive-buffer",
          "--slow-receive-buffer",
          "--peer",
          "--skip",
          "--zoetrope");

  static FanoutOptions parse(List<String> words, Path root) throws UsageException {
    Arguments in = new Arguments(words, WITH_VALUE, Set.of("--unpinned"));
    FanoutOptions options =
        new FanoutOptions(
            in.numbers("--viewers", "200", 1, 20_000),
            in.number("--frame-bytes", 120_000, 16, 64_000_000),
            in.number("--fps", 30, 1, 1000),
            in.number("--seconds", 20, 1, 3600),
            in.number("--warm-up", 5, 0, 600),
            in.number("--verifying", 4, 0, 1000),
            in.number("--stalled", 0, 0, 20_000),
            in.number("--stall-seconds", 60, 1, 3600),
            in.number("--half-rate", 0, 0, 20_000),
            in.number("--receive-buffer", 0, 0, LARGEST_BUFFER),
            in.number("--slow-receive-buffer", 0, 0, LARGEST_BUFFER),
            peers(in.all("--peer")),
            Set.copyOf(in.all("--skip")),
            in.has("--unpinned"),
            Path.of(in.text("--zoetrope", root.resolve("zoetrope").toString())));
    options.check();
    return options;
  }

  private static List<Peer> peers(List<String> words) throws UsageException {
    List<Peer> peers = new ArrayList<>();
    for (String word : words) {
      peers.add(
          Peer.parse(word)
              .orElseThrow(() ->
                  new UsageException(
                      "--peer takes NAME=URL,PID with an http URL of this machine, not '"
                          + word
                          + "'")));
    }
    return peers;
  }

  private void check() throws UsageException {
    for (int count : viewers) {
      if (stalled + halfRate >= count) {
        throw new UsageException(
            "of "
                + count
                + " viewers, "
                + (stalled + halfRate)
                + " cannot be stalled or slow: at least one must read at full rate");
      }
    }
    for (String name : skip) {
      if (!Set.of(ZOETROPE, FLOOR).contains(name)) {
        throw new UsageException("--skip takes zoetrope or floor, not '" + name + "'");
      }
    }
    if (skip.size() == 2 && peers.isEmpty()) {
      throw new UsageException("nothing is left to measure: add a --peer or skip less");
    }
  }

  int windowSeconds() {
    return stalled == 0 ? seconds : Math.max(seconds, stallSeconds + RECOVERY_SECONDS);
  }

  LoadPlan plan(RunningServer server, int count, boolean ownCore) {
    return new LoadPlan(
        server.stream(),
        count,
        verifying,
        stalled,
        halfRate,
        Duration.ofSeconds(stallSeconds),
        Duration.ofSeconds(warmUp),
        Duration.ofSeconds(windowSeconds()),
        frameBytes,
        fps,
        receiveBuffer,
        slowReceiveBuffer,
        ownCore);
  }
}
