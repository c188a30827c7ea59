package io.zoetrope.benchmarks;

import io.zoetrope.benchmarks.server.Peer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What {@code ./bench fanout} was asked to do. */
record FanoutOptions(
    Settings settings,
    List<Integer> viewers,
    int verifying,
    int stalled,
    int stallSeconds,
    int halfRate,
    int receiveBuffer,
    int slowReceiveBuffer,
    List<Peer> peers,
    Set<String> skip) {

  static final String ZOETROPE = "zoetrope";
  static final String FLOOR = "floor";

  /** After the stalled viewers read again, they are watched for at least this long. */
  private static final int RECOVERY_SECONDS = 5;

  private static final int LARGEST_BUFFER = 64 * 1024 * 1024;
  private static final Set<String> OWN =
      Set.of(
          "--viewers",
          "--verifying",
          "--stalled",
          "--stall-seconds",
          "--half-rate",
          "--receive-buffer",
          "--slow-receive-buffer",
          "--peer",
          "--skip");

  static FanoutOptions parse(List<String> words, Path root) throws UsageException {
    Arguments in = Settings.arguments(words, OWN);
    Settings settings = Settings.of(in, root);
    int stalled = in.number("--stalled", 0, 0, 20_000);
    int stallSeconds = in.number("--stall-seconds", 60, 1, 3600);
    int least = stalled == 0 ? 0 : stallSeconds + RECOVERY_SECONDS;
    FanoutOptions options =
        new FanoutOptions(
            settings.lasting(Math.max(settings.seconds(), least)),
            in.numbers("--viewers", "200", 1, 20_000),
            in.number("--verifying", 4, 0, 1000),
            stalled,
            stallSeconds,
            in.number("--half-rate", 0, 0, 20_000),
            in.number("--receive-buffer", 0, 0, LARGEST_BUFFER),
            in.number("--slow-receive-buffer", 0, 0, LARGEST_BUFFER),
            peers(in.all("--peer")),
            Set.copyOf(in.all("--skip")));
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

  Crowd crowd(int count) {
    return new Crowd(
        count, verifying, stalled, stallSeconds, halfRate, receiveBuffer, slowReceiveBuffer);
  }
}
