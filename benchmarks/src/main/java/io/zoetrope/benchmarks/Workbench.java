package io.zoetrope.benchmarks;

import io.zoetrope.benchmarks.load.Crowd;
import io.zoetrope.benchmarks.load.LoadPlan;
import io.zoetrope.benchmarks.load.LoadReport;
import io.zoetrope.benchmarks.load.ViewerLoad;
import io.zoetrope.benchmarks.load.WindowListener;
import io.zoetrope.benchmarks.player.Chromium;
import io.zoetrope.benchmarks.player.ClockCamera;
import io.zoetrope.benchmarks.report.BenchReport;
import io.zoetrope.benchmarks.report.BenchTable;
import io.zoetrope.benchmarks.report.ServerRun;
import io.zoetrope.benchmarks.report.Target;
import io.zoetrope.benchmarks.server.BenchPictures;
import io.zoetrope.benchmarks.server.BenchVideo;
import io.zoetrope.benchmarks.server.Cores;
import io.zoetrope.benchmarks.server.Floor;
import io.zoetrope.benchmarks.server.ProgramCamera;
import io.zoetrope.benchmarks.server.RunningServer;
import io.zoetrope.benchmarks.server.ServerMeter;
import io.zoetrope.benchmarks.server.ZoetropeServer;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** For one thread. Starts servers, puts viewers on them, and collects remarks for the report. */
final class Workbench {
  /** How long a floor outlives its run, should nobody stop it. */
  private static final int SPARE_SECONDS = 120;

  private final Instant at = Instant.now();
  private final LoadOptions options;
  private final Path root;
  private final PrintStream progress;
  private final Cores cores;
  private final List<String> remarks = new ArrayList<>();

  /** Starts a server, or takes one that runs. */
  interface Start {
    RunningServer server() throws IOException;
  }

  Workbench(LoadOptions options, Path root, PrintStream progress) {
    this.options = options;
    this.root = root;
    this.progress = progress;
    this.cores = cores(options);
    if (!cores.note().isEmpty()) {
      remarks.add(cores.note());
    }
  }

  private static Cores cores(LoadOptions options) {
    if (options.anyCore) {
      return Cores.unpinned("");
    }
    return options.unpinned
        ? Cores.unpinned("unpinned: server and load run on any core")
        : Cores.apart();
  }

  Cores cores() {
    return cores;
  }

  void remark(String remark) {
    remarks.add(remark);
  }

  void tell(String words) {
    progress.println(words);
  }

  /** What was measured with this bench. */
  BenchReport report(
      String title,
      String setting,
      List<BenchTable<?>> tables,
      List<Target> targets,
      List<?> outcomes,
      boolean valid) {
    return new BenchReport(
        title, at, setting, List.copyOf(remarks), tables, targets, outcomes, valid);
  }

  BenchReport report(
      String title, BenchTable<?> table, List<Target> targets, List<ServerRun> runs) {
    boolean valid = runs.stream().allMatch(ServerRun::valid);
    return report(title, setting(), List.of(table), targets, runs, valid);
  }

  /** One run of a server of its own; what goes wrong becomes the outcome. */
  ServerRun measure(String name, Crowd crowd, Start start) {
    try (RunningServer server = start.server()) {
      return measureOn(server, List.of(server.stream()), name, crowd, List.of());
    } catch (IOException e) {
      return ServerRun.failed(name, crowd.viewers(), String.valueOf(e.getMessage()));
    }
  }

  /** One run with viewers on streams of a server that goes on. */
  ServerRun measureOn(
      RunningServer server,
      List<URI> streams,
      String name,
      Crowd crowd,
      List<WindowListener> listeners)
      throws IOException {
    int seconds = Math.max(options.seconds, crowd.leastSeconds());
    tell(
        "%s, %d viewers: %d s to warm up, %d s measured"
            .formatted(name, crowd.viewers(), options.warmUp, seconds));
    LoadPlan plan = plan(streams, crowd, options.warmUp, seconds);
    if (server.pid() == 0) {
      LoadReport load = new ViewerLoad(plan, listeners).run();
      return ServerRun.of(name, crowd.viewers(), load, null, null);
    }
    try (ServerMeter meter = new ServerMeter(server.pid())) {
      List<WindowListener> all = new ArrayList<>(listeners);
      all.add(meter);
      all.add(server);
      LoadReport load = new ViewerLoad(plan, all).run();
      return ServerRun.of(name, crowd.viewers(), load, meter.use(), server.longestPauseMillis());
    }
  }

  LoadPlan plan(List<URI> streams, Crowd crowd, int warmUp, int seconds) {
    return new LoadPlan(
        streams,
        crowd,
        Duration.ofSeconds(crowd.stallSeconds()),
        Duration.ofSeconds(warmUp),
        Duration.ofSeconds(seconds),
        options.frameBytes,
        options.fps,
        cores.pinned());
  }

  /** The server of this project, with pictures of as many bytes as asked for. */
  ZoetropeServer zoetrope() throws IOException, UsageException {
    Path command = command();
    int smallest = BenchPictures.smallestDrawn();
    if (options.frameBytes < smallest) {
      throw new UsageException("--frame-bytes must be at least " + smallest + " for zoetrope");
    }
    Path pictures = target(root).resolve("pictures-" + options.frameBytes);
    var _ = BenchPictures.writeDrawn(pictures, options.frameBytes);
    return new ZoetropeServer(command, pictures, results(root));
  }

  /** The same with an H.264 camera, whose frames have about as many bytes as asked for. */
  ZoetropeServer zoetropeWithVideo() throws IOException, UsageException {
    Path video = target(root).resolve("video-%d-%d.mp4".formatted(options.frameBytes, options.fps));
    BenchVideo.write(video, options.frameBytes, options.fps);
    return new ZoetropeServer(command(), video, results(root));
  }

  private Path command() throws UsageException {
    Path command = options.zoetrope == null ? root.resolve("zoetrope") : options.zoetrope;
    if (!Files.isExecutable(command)) {
      throw new UsageException("there is no command " + command + " to start");
    }
    return command;
  }

  RunningServer startZoetrope(ZoetropeServer server) throws IOException {
    return server.start(options.fps, cores);
  }

  /** A program of the project that plays a camera, with pictures as large as asked for. */
  ProgramCamera programCamera() throws IOException, UsageException {
    Path feed = target(root).resolve("feed");
    if (!Files.isExecutable(feed)) {
      throw new UsageException(
          "there is no camera to measure: it needs Linux and a C compiler named cc");
    }
    Path folder = target(root).resolve("recorded-" + options.frameBytes);
    List<Path> files = BenchPictures.writeRecorded(folder, options.frameBytes);
    return new ProgramCamera(feed, files, results(root));
  }

  /** A camera that shows its own clock. */
  ClockCamera clockCamera() throws UsageException {
    Path clock = target(root).resolve("clock");
    if (!Files.isExecutable(clock)) {
      throw new UsageException(
          "there is no camera with a clock: it needs Linux and a C compiler named cc");
    }
    return new ClockCamera(clock, results(root));
  }

  /** The browser in which pictures are painted. */
  Path chromium() throws UsageException {
    Path program = Chromium.program();
    if (program == null) {
      throw new UsageException("there is no Chromium to paint pictures: ./check installs it");
    }
    return program;
  }

  /** How busy the machine has been for a minute, as {@code uptime} says it. */
  static String machineLoad() {
    return "%.2f".formatted(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  /** Missing if it cannot be built, which is remarked. */
  @Nullable Floor floor() {
    Path program = target(root).resolve("floor");
    if (Files.isExecutable(program)) {
      return new Floor(program, results(root));
    }
    remark("no floor was measured: it needs Linux and a C compiler named cc");
    return null;
  }

  RunningServer start(Floor floor, Floor.Form form) throws IOException {
    int life = options.warmUp + options.seconds + SPARE_SECONDS;
    return floor.start(form, options.frameBytes, options.fps, life, cores);
  }

  String setting() {
    return "%d bytes a frame, %d frames/s, %d s measured after %d s; %s"
        .formatted(
            options.frameBytes,
            options.fps,
            options.seconds,
            options.warmUp,
            cores.pinned() ? "server on one core, load on another" : "cores shared");
  }

  static Path results(Path root) {
    return target(root).resolve("results");
  }

  static Path target(Path root) {
    return root.resolve("benchmarks").resolve("target");
  }
}
