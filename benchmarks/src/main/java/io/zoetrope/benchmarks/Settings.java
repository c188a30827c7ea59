package io.zoetrope.benchmarks;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What all commands that put viewers on servers are told alike. */
record Settings(int seconds, int warmUp, int frameBytes, int fps, Path zoetrope, boolean unpinned) {
  private static final int SECONDS = 10;
  private static final int WARM_UP = 5;

  static final String HELP = help(SECONDS, WARM_UP);

  private static final Set<String> WITH_VALUE =
      Set.of("--seconds", "--warm-up", "--frame-bytes", "--fps", "--zoetrope");

  /** The same options where other times are usual. */
  static String help(int seconds, int warmUp) {
    return """
      --seconds N            how long to measure (%d)
      --warm-up N            seconds before that (%d)
      --frame-bytes N        size of each picture (120000)
      --fps N                pictures a second (30)
      --zoetrope PATH        the command that starts the server (./zoetrope)
      --unpinned             do not give server and load a core each
    """
        .formatted(seconds, warmUp);
  }

  /** Sorts the words of a command that takes these options and {@code own} ones with a value. */
  static Arguments arguments(List<String> words, Set<String> own) throws UsageException {
    Set<String> withValue = new HashSet<>(own);
    withValue.addAll(WITH_VALUE);
    return new Arguments(words, withValue, Set.of("--unpinned"));
  }

  Settings lasting(int otherSeconds) {
    return new Settings(otherSeconds, warmUp, frameBytes, fps, zoetrope, unpinned);
  }

  Settings warmingUp(int otherSeconds) {
    return new Settings(seconds, otherSeconds, frameBytes, fps, zoetrope, unpinned);
  }

  Settings onAnyCore() {
    return new Settings(seconds, warmUp, frameBytes, fps, zoetrope, true);
  }

  /** Takes the usual for what was not given, as for what the command does not take. */
  static Settings of(Arguments in, Path root) throws UsageException {
    return of(in, root, SECONDS);
  }

  static Settings of(Arguments in, Path root, int seconds) throws UsageException {
    return of(in, root, seconds, WARM_UP);
  }

  static Settings of(Arguments in, Path root, int seconds, int warmUp) throws UsageException {
    return new Settings(
        in.number("--seconds", seconds, 1, 3600),
        in.number("--warm-up", warmUp, 0, 600),
        in.number("--frame-bytes", 120_000, 16, 64_000_000),
        in.number("--fps", 30, 1, 1000),
        Path.of(in.text("--zoetrope", root.resolve("zoetrope").toString())),
        in.has("--unpinned"));
  }
}
