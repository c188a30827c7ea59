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
    int receiveBuffer,
    List<Integer> mostReading,
    int rounds,
    List<Integer> eventLoops,
    List<Peer> peers,
    Set<String> skip) {

  static final String ZOETROPE = "zoetrope";
  static final String FLOOR = "floor";

  private static final int LARGEST_BUFFER = 64 * 1024 * 1024;
  private static final Set<String> OWN =
      Set.of(
          "--viewers",
          "--verifying",
          "--receive-buffer",
          "--reading",
          "--rounds",
          "--loops",
          "--peer",
          "--skip");

  static FanoutOptions parse(List<String> words, Path root) throws UsageException {
    Arguments in = Settings.arguments(words, OWN);
    FanoutOptions options =
        new FanoutOptions(
            Settings.of(in, root),
            in.numbers("--viewers", "1,100,400,1600,5000", 1, 20_000),
            in.number("--verifying", 4, 0, 1000),
            in.number("--receive-buffer", 0, 0, LARGEST_BUFFER),
            in.numbers("--reading", "" + Crowd.MOST_READING, 0, 20_000),
            in.number("--rounds", 2, 1, 20),
            in.numbers("--loops", "0", 0, 64),
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
    for (String name : skip) {
      if (!Set.of(ZOETROPE, FLOOR).contains(name)) {
        throw new UsageException("--skip takes zoetrope or floor, not '" + name + "'");
      }
    }
    if (skip.size() == 2 && peers.isEmpty()) {
      throw new UsageException("nothing is left to measure: add a --peer or skip less");
    }
  }

  Crowd crowd(int count, int reading) {
    return new Crowd(count, verifying, 0, 0, 0, receiveBuffer, 0, reading);
  }
}
