package io.zoetrope.app.cli;

import io.zoetrope.core.driver.CameraUri;
import io.zoetrope.core.frame.PictureFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "probe",
    header = "Open a camera and say what it delivers, or why it does not.",
    synopsisHeading = "%nUsage: ",
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = {"", "Example:", "  zoetrope probe rtsp://user:password@192.0.2.7/stream1"},
    usageHelpWidth = 100,
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ProbeCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration MEASURED = Duration.ofSeconds(3);

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "URI", description = "The camera.")
  private String uri;

  @Option(
      names = "--ffmpeg",
      paramLabel = "PATH",
      description = "Use this FFmpeg instead of the bundled one.")
  private @Nullable Path ffmpeg;

  @Override
  public Integer call() throws Exception {
    CameraUri camera = CameraUri.parse(uri);
    PrintWriter out = spec.commandLine().getOut();
    long asked = System.nanoTime();
    try (OneSource source = OneSource.open(camera, Optional.ofNullable(ffmpeg), PATIENCE)) {
      out.printf("%s%n", camera);
      Measurement measured = new Measurement();
      measured.take(source.read());
      out.printf("  open after  %.1f s%n", (System.nanoTime() - asked) / 1e9);
      out.flush();
      while (measured.span().compareTo(MEASURED) < 0) {
        measured.take(source.read());
      }
      report(out, measured, source.description());
      return 0;
    } catch (IOException e) {
      throw new CommandFailedException(CommandLineRunner.FAILED, camera + ": " + e.getMessage());
    }
  }

  private static void report(PrintWriter out, Measurement measured, String description) {
    PictureFormat format = measured.format();
    out.printf("  source      %s%n", description.isEmpty() ? "unknown" : description);
    out.printf("  pictures    %s %dx%d%n", format.codec(), format.width(), format.height());
    out.printf(
        "  rate        %.1f frames/s over %.1f s%n",
        measured.rate(), measured.span().toMillis() / 1e3);
    out.printf("  size        %.0f KB a picture%n", measured.averageBytes() / 1e3);
    out.flush();
  }
}
