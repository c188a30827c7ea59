package io.zoetrope.benchmarks;

import io.zoetrope.benchmarks.load.ViewerLoad;
import io.zoetrope.benchmarks.server.CameraStates;
import io.zoetrope.benchmarks.server.DemoMemory;
import io.zoetrope.benchmarks.server.Quiet;
import io.zoetrope.benchmarks.server.QuietWatch;
import io.zoetrope.benchmarks.server.RunningServer;
import io.zoetrope.benchmarks.server.ZoetropeServer;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs in the thread that calls {@link #run}. One server with two cameras, one of which needs a
 * child process: before anybody watched, with a viewer on each, and when they have gone.
 */
final class Idle {
  static final String BEFORE = "nobody has watched";
  static final String WATCHED = "each is watched";
  static final String AFTER = "the viewers have gone";

  private static final int DEMO_SECONDS = 60;
  private static final int WATCHED_SECONDS = 5;
  private static final int CLOSED_WITHIN_SECONDS = 60;

  private final Settings settings;
  private final Workbench bench;
  private final List<Quiet> rows = new ArrayList<>();

  /** What was seen: the demo server's memory, and how quiet another one was, time after time. */
  record Result(DemoMemory demo, List<Quiet> rows) {}

  Idle(Settings settings, Workbench bench) {
    this.settings = settings;
    this.bench = bench;
  }

  Result run() throws IOException, UsageException {
    ZoetropeServer zoetrope = bench.zoetrope();
    bench.tell("the demo camera: %d s from its start".formatted(DEMO_SECONDS));
    DemoMemory demo = DemoMemory.of(zoetrope, DEMO_SECONDS);
    List<String> cameras = List.of(zoetrope.slideshow(settings.fps()), zoetrope.clip());
    try (RunningServer server = zoetrope.start(cameras, bench.cores())) {
      leaveAlone(server, BEFORE);
      watch(server);
      awaitIdle(server);
      leaveAlone(server, AFTER);
    }
    return new Result(demo, rows);
  }

  private void leaveAlone(RunningServer server, String when) throws IOException {
    bench.tell(
        "%s: %d s to settle, %d s measured".formatted(when, settings.warmUp(), settings.seconds()));
    sleep(settings.warmUp());
    try (QuietWatch watch = new QuietWatch(server)) {
      watch.opened();
      sleep(settings.seconds());
      watch.closed();
      rows.add(watch.quiet(when));
    }
  }

  private void watch(RunningServer server) throws IOException {
    bench.tell("%s: %d s measured".formatted(WATCHED, WATCHED_SECONDS));
    List<URI> streams = List.of(ZoetropeServer.stream(server, 1), ZoetropeServer.stream(server, 2));
    Settings shortly = settings.lasting(WATCHED_SECONDS);
    try (QuietWatch watch = new QuietWatch(server)) {
      var _ = new ViewerLoad(Crowd.of(streams.size()).plan(streams, shortly, false), watch).run();
      rows.add(watch.quiet(WATCHED));
    }
  }

  private void awaitIdle(RunningServer server) throws IOException {
    bench.tell("waiting until the cameras are closed");
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(CLOSED_WITHIN_SECONDS);
    while (!CameraStates.of(server).allIdle()) {
      if (System.nanoTime() > deadline) {
        throw new IOException("the cameras stayed open without viewers");
      }
      sleep(1);
    }
  }

  private static void sleep(int seconds) throws IOException {
    try {
      TimeUnit.SECONDS.sleep(seconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
