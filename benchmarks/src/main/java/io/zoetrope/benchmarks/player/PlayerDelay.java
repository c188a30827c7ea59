package io.zoetrope.benchmarks.player;

import io.zoetrope.benchmarks.load.Crowd;
import io.zoetrope.benchmarks.load.LoadPlan;
import io.zoetrope.benchmarks.load.LoadReport;
import io.zoetrope.benchmarks.load.Spread;
import io.zoetrope.benchmarks.load.ViewerLoad;
import io.zoetrope.benchmarks.report.BenchTable;
import io.zoetrope.benchmarks.report.Figures;
import io.zoetrope.benchmarks.report.Target;
import io.zoetrope.benchmarks.server.RunningServer;
import io.zoetrope.benchmarks.server.ServerException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import tools.jackson.databind.JsonNode;

/** How late a camera's pictures are in a page, in each way the player has. For one thread. */
public final class PlayerDelay {
  private static final List<String> METHODS = List.of("webcodecs", "mse", "jpeg", "img");
  private static final Map<String, Double> TARGETS = Map.of("webcodecs", 50.0, "mse", 120.0);
  private static final int SPARE_SECONDS = 3;

  private final Path chromium;
  private final int warmUp;
  private final int seconds;

  public PlayerDelay(Path chromium, int warmUp, int seconds) {
    this.chromium = chromium;
    this.warmUp = warmUp;
    this.seconds = seconds;
  }

  /** One run of each way, each in a browser of its own, while others watch the same camera. */
  public List<PaintRun> run(RunningServer server, int others) throws IOException {
    List<PaintRun> runs = new ArrayList<>();
    for (String method : METHODS) {
      try (Chromium browser = Chromium.start(chromium)) {
        CompletableFuture<LoadReport> crowd = others == 0 ? null : crowd(server, others);
        runs.add(new PaintRun(method, others, seconds, pictures(browser, server, method)));
        if (crowd != null) {
          checkAll(crowd.join(), others);
        }
      } catch (CompletionException e) {
        throw new IOException("the others could not watch", e);
      }
    }
    return runs;
  }

  private List<PaintedPicture> pictures(Chromium browser, RunningServer server, String method)
      throws IOException {
    String arguments = "'%s', '%s', %d, %d".formatted(method, ClockCamera.path(), warmUp, seconds);
    // A page of the server that shows nothing by itself.
    URI page = server.stream().resolve("/nothing");
    JsonNode paints =
        browser.call(page, script(), arguments, Duration.ofSeconds(warmUp + seconds + 30));
    return paints.valueStream().map(PaintedPicture::of).toList();
  }

  private CompletableFuture<LoadReport> crowd(RunningServer server, int others) {
    LoadPlan plan =
        new LoadPlan(
            List.of(server.stream().resolve(ClockCamera.path() + "/stream.mp4")),
            Crowd.of(others),
            Duration.ZERO,
            Duration.ofSeconds(warmUp),
            Duration.ofSeconds(seconds + SPARE_SECONDS),
            1,
            ClockCamera.FPS,
            false);
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return new ViewerLoad(plan, List.of()).run();
          } catch (IOException e) {
            throw new CompletionException(e);
          }
        },
        work -> Thread.ofPlatform().name("crowd").start(work));
  }

  private static void checkAll(LoadReport load, int others) throws ServerException {
    if (load.lost() > 0) {
      throw new ServerException(
          "%d of the %d others were lost: %s".formatted(load.lost(), others, load.firstLoss()));
    }
  }

  private static String script() throws IOException {
    try (InputStream in = PlayerDelay.class.getResourceAsStream("paints.js")) {
      if (in == null) {
        throw new IOException("paints.js is missing from the build");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  public static BenchTable<PaintRun> table(List<PaintRun> runs) {
    return new BenchTable<>(runs)
        .column("shown with", PaintRun::method)
        .column("others", PaintRun::others)
        .column("pictures/s", run -> Figures.number(run.rate(), "%.1f"))
        .column("drawn to painted ms p50/p95/max", PaintRun::totals)
        .column("encoder", run -> run.part(PaintedPicture::encoder))
        .column("server", run -> run.part(PaintedPicture::server))
        .column("browser", run -> run.part(PaintedPicture::browser))
        .column("note", run -> run.valid() ? "" : "INVALID: too few pictures");
  }

  /** The median of all runs is compared with the target. */
  public static List<Target> targets(List<PaintRun> runs) {
    List<Target> targets = new ArrayList<>();
    for (String method : METHODS) {
      Double most = TARGETS.get(method);
      if (most != null) {
        runs.stream()
            .filter(run -> run.method().equals(method))
            .map(PaintRun::others)
            .distinct()
            .forEach(others -> {
              double median = median(runs, method, others);
              String what = "%s, %d others: drawn to painted, p50 ms".formatted(method, others);
              targets.add(Target.atMost(what, most, median, "%.0f"));
            });
      }
    }
    return targets;
  }

  private static double median(List<PaintRun> runs, String method, int others) {
    return Spread.of(
            runs.stream()
                .filter(run -> run.method().equals(method) && run.others() == others)
                .mapToDouble(PaintRun::median)
                .toArray())
        .median();
  }
}
