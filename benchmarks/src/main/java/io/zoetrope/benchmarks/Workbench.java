package io.zoetrope.benchmarks;

import io.zoetrope.benchmarks.load.LoadPlan;
import io.zoetrope.benchmarks.load.LoadReport;
import io.zoetrope.benchmarks.load.ViewerLoad;
import io.zoetrope.benchmarks.load.WindowListener;
import io.zoetrope.benchmarks.report.ServerRun;
import io.zoetrope.benchmarks.server.Cores;
import io.zoetrope.benchmarks.server.Floor;
import io.zoetrope.benchmarks.server.PaddedJpegs;
import io.zoetrope.benchmarks.server.ProgramCamera;
import io.zoetrope.benchmarks.server.RecordedJpegs;
import io.zoetrope.benchmarks.server.RunningServer;
import io.zoetrope.benchmarks.server.ServerMeter;
import io.zoetrope.benchmarks.server.ZoetropeServer;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** For one thread. Starts servers, puts viewers on them, and keeps what is to be remarked. */
final class Workbench {
  private static final int PICTURES = 8;

  /** How long a floor outlives its run, should nobody stop it. */
  private static final int SPARE_SECONDS = 120;

  private final Settings settings;
  private final Path root;
  private final PrintStream progress;
  private final Cores cores;
  private final List<String> remarks;

  /** Starts a server, or takes one that runs. */
  interface Start {
    RunningServer server() throws IOException;
  }

  Workbench(Settings settings, Path root, PrintStream progress) {
    this(
        settings,
        root,
        progress,
        settings.unpinned()
            ? Cores.unpinned("unpinned: server and load run on any core")
            : Cores.apart(),
        new ArrayList<>());
    if (!cores.note().isEmpty()) {
      remarks.add(cores.note());
    }
  }

  private Workbench(
      Settings settings, Path root, PrintStream progress, Cores cores, List<String> remarks) {
    this.settings = settings;
    this.root = root;
    this.progress = progress;
    this.cores = cores;
    this.remarks = remarks;
  }

  /** The same with another time to warm up. */
  Workbench warmingUp(int seconds) {
    return new Workbench(settings.warmingUp(seconds), root, progress, cores, remarks);
  }

  Cores cores() {
    return cores;
  }

  void remark(String remark) {
    remarks.add(remark);
  }

  List<String> remarks() {
    return List.copyOf(remarks);
  }

  void tell(String words) {
    progress.println(words);
  }

  /** One run of a server of its own; what goes wrong becomes the outcome. */
  ServerRun measure(String name, Crowd crowd, Start start) {
    try (RunningServer server = start.server()) {
      return measureOn(server, name, crowd);
    } catch (IOException e) {
      return ServerRun.failed(name, crowd.viewers(), String.valueOf(e.getMessage()));
    }
  }

  /** One run on a server that goes on. */
  ServerRun measureOn(RunningServer server, String name, Crowd crowd, WindowListener... listeners)
      throws IOException {
    return measureOn(server, List.of(server.stream()), name, crowd, listeners);
  }

  /** One run with viewers on several streams of a server that goes on. */
  ServerRun measureOn(
      RunningServer server,
      List<URI> streams,
      String name,
      Crowd crowd,
      WindowListener... listeners)
      throws IOException {
    tell(
        "%s, %d viewers: %d s to warm up, %d s measured"
            .formatted(name, crowd.viewers(), settings.warmUp(), crowd.seconds(settings)));
    LoadPlan plan = crowd.plan(streams, settings, cores.pinned());
    if (server.pid() == 0) {
      LoadReport load = new ViewerLoad(plan, listeners).run();
      return ServerRun.of(name, crowd.viewers(), load, null);
    }
    try (ServerMeter meter = new ServerMeter(server.pid())) {
      List<WindowListener> all = new ArrayList<>(List.of(listeners));
      all.add(meter);
      all.add(server);
      LoadReport load = new ViewerLoad(plan, all.toArray(WindowListener[]::new)).run();
      return ServerRun.of(name, crowd.viewers(), load, meter.use())
          .pausedFor(server.longestPauseMillis());
    }
  }

  /** The server of this project, with a camera of as many bytes a picture as asked for. */
  ZoetropeServer zoetrope() throws IOException, UsageException {
    if (!Files.isExecutable(settings.zoetrope())) {
      throw new UsageException("there is no command " + settings.zoetrope() + " to start");
    }
    int smallest = PaddedJpegs.smallest();
    if (settings.frameBytes() < smallest) {
      throw new UsageException("--frame-bytes must be at least " + smallest + " for zoetrope");
    }
    return new ZoetropeServer(settings.zoetrope(), pictures(), results(root), 0);
  }

  /** A program of the project that plays a camera, with pictures as large as asked for. */
  ProgramCamera programCamera() throws IOException, UsageException {
    Path feed = target(root).resolve("feed");
    if (!Files.isExecutable(feed)) {
      throw new UsageException(
          "there is no camera to measure: it needs Linux and a C compiler named cc");
    }
    Path folder = target(root).resolve("recorded-" + settings.frameBytes());
    List<Path> files = RecordedJpegs.write(folder, PICTURES, settings.frameBytes());
    return new ProgramCamera(feed, files, results(root));
  }

  private Path pictures() throws IOException {
    Path folder = target(root).resolve("pictures-" + settings.frameBytes());
    PaddedJpegs.write(folder, PICTURES, settings.frameBytes());
    return folder;
  }

  /** Missing where it cannot be built, and then that is remarked. */
  @Nullable Floor floor() {
    Path program = target(root).resolve("floor");
    if (Files.isExecutable(program)) {
      return new Floor(program, results(root));
    }
    remark("no floor was measured: it needs Linux and a C compiler named cc");
    return null;
  }

  RunningServer start(Floor floor, Floor.Form form) throws IOException {
    int life = settings.warmUp() + settings.seconds() + SPARE_SECONDS;
    return floor.start(form, settings.frameBytes(), settings.fps(), life, cores);
  }

  String setting() {
    return "%d bytes a frame, %d frames/s, %d s measured after %d s; %s"
        .formatted(
            settings.frameBytes(),
            settings.fps(),
            settings.seconds(),
            settings.warmUp(),
            cores.pinned() ? "server on one core, load on another" : "cores shared");
  }

  static Path results(Path root) {
    return target(root).resolve("results");
  }

  static Path target(Path root) {
    return root.resolve("benchmarks").resolve("target");
  }
}
