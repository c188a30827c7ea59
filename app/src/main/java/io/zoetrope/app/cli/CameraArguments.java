package io.zoetrope.app.cli;

import io.zoetrope.app.config.BadConfigException;
import io.zoetrope.app.config.Config;
import io.zoetrope.core.source.CameraUri;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The one camera that a command is about. */
final class CameraArguments {
  static final String PLUGINS =
      "Take drivers from the jars in this folder (default: plugins, if it is there).";

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  @Parameters(
      paramLabel = "URI",
      description =
          "The camera, as in rtsp://192.0.2.7/stream1 or v4l2:/dev/video0; zoetrope --help lists the kinds.")
  private String uri;

  @Option(
      names = "--ffmpeg",
      paramLabel = "PATH",
      description = "Use this FFmpeg instead of the bundled one.")
  private @Nullable Path ffmpeg;

  @Option(names = "--plugins", paramLabel = "DIR", description = PLUGINS)
  private @Nullable Path plugins;

  CameraUri uri() {
    return CameraUri.parse(uri);
  }

  /** The camera, checked but not open yet; the caller closes it. */
  OneSource prepare() {
    return OneSource.prepare(uri(), config(), PATIENCE);
  }

  private Config config() {
    Config config = Config.STANDARD;
    if (ffmpeg != null) {
      config = config.withFfmpeg(ffmpeg);
    }
    if (plugins == null) {
      return config;
    }
    if (!Files.isDirectory(plugins)) {
      throw new BadConfigException("There is no plugins folder '%s'".formatted(plugins));
    }
    return config.withPlugins(plugins);
  }

  /** That this camera has failed; drivers may name the kind of camera themselves. */
  CommandFailedException failure(IOException cause) {
    String reason = String.valueOf(cause.getMessage());
    String shown = ShellWord.of(uri().masked());
    return new CommandFailedException(
        CommandLineRunner.FAILED,
        reason.startsWith(uri().scheme() + ":")
            ? reason
            : shown + (shown.endsWith(":") ? " " : ": ") + reason);
  }
}
