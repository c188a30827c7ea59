package io.zoetrope.app.cli.probe;

import io.netty.util.NetUtil;
import io.zoetrope.app.cli.CameraArguments;
import io.zoetrope.app.cli.CommandFailedException;
import io.zoetrope.app.cli.OneSource;
import io.zoetrope.app.cli.ShellWord;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.Jpeg;
import io.zoetrope.core.media.VideoFormat;
import io.zoetrope.core.source.CameraUri;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "probe",
    header = "Open a camera and say what it delivers, or why it does not.",
    description = {
      "Goes step by step: is the host known, does the port answer, does the camera open;",
      "then measures its pictures for three seconds, and says what to write into zoetrope.yaml."
    },
    footer = {
      "",
      "Examples:",
      "  zoetrope probe rtsp://user:password@192.0.2.7/stream1",
      "  zoetrope probe 'v4l2:/dev/video0?size=1280x720&fps=30'"
    })
public final class ProbeCommand implements Callable<Integer> {
  private static final Duration MEASURED = Duration.ofSeconds(3);

  @Spec private CommandSpec spec;

  @Mixin private CameraArguments camera;

  @Override
  public Integer call() throws Exception {
    CameraUri uri = camera.uri();
    ProbeReport report = new ProbeReport(spec.commandLine().getOut());
    try (OneSource source = camera.prepare()) {
      report.line(ShellWord.of(uri.masked()));
      Optional<NetworkTarget> target = NetworkTarget.of(uri);
      if (target.isPresent()) {
        tryNetwork(target.get(), report);
      }
      measure(source, report);
      if (target.isPresent()) {
        report.row(
            "login", uri.masked().equals(uri.text()) ? "none needed" : "taken, or not asked for");
      }
      report.line("");
      report.line("On the command line:");
      report.line("  zoetrope serve --camera " + ShellWord.of("camera=" + uri.masked()));
      report.line("In zoetrope.yaml:");
      ProbeAdvice.configuration(uri).forEach(line -> report.line("  " + line));
      return 0;
    } catch (IOException e) {
      CommandFailedException failure = camera.failure(e);
      ProbeAdvice.of(uri, report.reached(), String.valueOf(e.getMessage()))
          .ifPresent(failure::advise);
      throw failure;
    }
  }

  private static void tryNetwork(NetworkTarget target, ProbeReport report)
      throws IOException, InterruptedException {
    InetAddress[] addresses =
        report.step(ProbeStep.NAME, () -> NetworkSteps.resolve(target.host()));
    String shown = NetworkSteps.shown(addresses);
    report.done(target.host() + " is " + (shown.equals(target.host()) ? "an address" : shown));
    if (target.tcpPort().isEmpty()) {
      report.row("port", "cannot be tried before the stream itself");
      return;
    }
    int port = target.tcpPort().getAsInt();
    InetAddress answering =
        report.step(ProbeStep.PORT, () -> NetworkSteps.connect(addresses, port));
    report.done(NetUtil.toSocketAddressString(new InetSocketAddress(answering, port)) + " answers");
  }

  private static void measure(OneSource source, ProbeReport report)
      throws IOException, InterruptedException {
    long asked = System.nanoTime();
    Measurement measured =
        report.step(
            ProbeStep.OPEN,
            () -> {
              source.open();
              Frame first = source.read();
              Measurement begun = new Measurement(source.isSoundOnly());
              begun.take(first);
              return begun;
            });
    report.done(
        "first %s after %.1f s"
            .formatted(
                source.isSoundOnly() ? "sound" : "picture", (System.nanoTime() - asked) / 1e9));
    report.step(
        ProbeStep.RATE,
        () -> {
          while (measured.span().compareTo(MEASURED) < 0) {
            measured.take(source.read());
          }
          return measured;
        });
    report.done(
        "%.1f frames/s over %.1f s".formatted(measured.rate(), measured.span().toMillis() / 1e3));
    String description = source.description();
    report.row("source", description.isEmpty() ? "unknown" : description);
    VideoFormat format = measured.format();
    report.row(
        "pictures",
        source.isSoundOnly()
            ? "none, sound only"
            : "%s %dx%d".formatted(format.codecName(), format.width(), format.height()));
    measured.tracks().stream()
        .filter(track -> !(track.track().format() instanceof Jpeg))
        .map(TrackLine::of)
        .forEach(line -> report.row("track", line));
    if (!source.isSoundOnly()) {
      report.row("size", "%.0f KB a picture".formatted(measured.averageBytes() / 1e3));
    }
    source
        .passesThrough()
        .ifPresent(untouched ->
            report.row(
                "cost",
                untouched
                    ? "next to none: pictures are passed on untouched"
                    : "each picture is encoded as JPEG here"));
  }
}
