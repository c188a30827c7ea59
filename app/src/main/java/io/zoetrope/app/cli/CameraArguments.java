package io.zoetrope.app.cli;

import io.zoetrope.app.config.BadConfigException;
import io.zoetrope.app.config.Config;
import io.zoetrope.app.config.DriverConfig;
import io.zoetrope.core.source.CameraUri;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The one camera that a command is about. */
public final class CameraArguments {

  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration GRACE = Duration.ofSeconds(3);

  @Parameters(
      paramLabel = "URI",
      description =
          "The camera, as in rtsp://192.0.2.7/stream1 or v4l2:/dev/video0; zoetrope --help lists the kinds.")
  private String uri;

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  public CameraUri uri() {
    return CameraUri.parse(uri);
  }

  /** The camera is checked, but not open yet; the caller closes it. */
  public OneSource prepare() {
    return OneSource.prepare(uri(), drivers(), false, PATIENCE, GRACE);
  }

  /** As {@link #prepare}, of a camera that is to deliver JPEGs, whatever it sends. */
  OneSource prepareJpegs() {
    return OneSource.prepare(uri(), drivers(), true, PATIENCE, GRACE);
  }

  private DriverConfig drivers() {
    DriverConfig drivers = Config.of(SettingOption.given(spec)).drivers();
    Optional<Path> missing = drivers.plugins().filter(folder -> !Files.isDirectory(folder));
    if (missing.isPresent()) {
      throw new BadConfigException("There is no plugins folder '%s'".formatted(missing.get()));
    }
    return drivers;
  }

  /** The failure of this camera; drivers may name the kind of camera themselves. */
  public CommandFailedException failure(IOException cause) {
    String reason = String.valueOf(cause.getMessage());
    String shown = ShellWord.of(uri().masked());
    return new CommandFailedException(
        CommandLineRunner.FAILED,
        reason.startsWith(uri().scheme() + ":")
            ? reason
            : shown + (shown.endsWith(":") ? " " : ": ") + reason);
  }
}
