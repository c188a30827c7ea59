package io.zoetrope.app.cli;

import io.zoetrope.core.frame.PictureFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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
  private static final Duration MEASURED = Duration.ofSeconds(3);

  @Spec private CommandSpec spec;

  @Mixin private CameraArguments camera;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    long asked = System.nanoTime();
    try (OneSource source = camera.open()) {
      out.printf("%s%n", camera.uri());
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
      throw camera.failure(e);
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
