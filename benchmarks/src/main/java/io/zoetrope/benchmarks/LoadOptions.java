package io.zoetrope.benchmarks;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of all commands that put viewers on servers. */
final class LoadOptions {
  @Range(least = 1, most = 3600)
  @Option(names = "--seconds", description = "how long to measure (${DEFAULT-VALUE})")
  int seconds;

  @Range(least = 0, most = 600)
  @Option(names = "--warm-up", description = "seconds before that (${DEFAULT-VALUE})")
  int warmUp;

  @Range(least = 16, most = 64_000_000)
  @Option(names = "--frame-bytes", description = "size of each picture (${DEFAULT-VALUE})")
  int frameBytes = 120_000;

  @Range(least = 1, most = 1000)
  @Option(names = "--fps", description = "pictures a second (${DEFAULT-VALUE})")
  int fps = 30;

  @Option(
      names = "--zoetrope",
      paramLabel = "PATH",
      description = "the command that starts the server (./zoetrope)")
  @Nullable Path zoetrope;

  @Option(names = "--unpinned", description = "do not give server and load a core each")
  boolean unpinned;

  /** Whether the command has no use for cores of their own. */
  boolean anyCore;

  LoadOptions(int seconds, int warmUp) {
    this.seconds = seconds;
    this.warmUp = warmUp;
  }

  /** For what may use any core. */
  static LoadOptions onAnyCore(int seconds, int warmUp, @Nullable Path zoetrope) {
    LoadOptions options = new LoadOptions(seconds, warmUp);
    options.zoetrope = zoetrope;
    options.anyCore = true;
    return options;
  }
}
