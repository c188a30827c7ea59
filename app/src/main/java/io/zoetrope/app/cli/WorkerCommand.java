package io.zoetrope.app.cli;

import io.zoetrope.app.WriteAccess;
import io.zoetrope.app.config.Config;
import io.zoetrope.app.config.HttpUrls;
import io.zoetrope.app.config.RedisConfig;
import io.zoetrope.app.config.TasksConfig;
import io.zoetrope.app.log.LogLevel;
import io.zoetrope.app.tasks.ServerRecord;
import io.zoetrope.app.worker.RemoteWorker;
import io.zoetrope.app.worker.RemoteWorkerConfig;
import io.zoetrope.base.Backoff;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "worker",
    header = "Do the tasks of servers on this machine.",
    description = {
      "Takes snapshots, clips and time-lapses from the queue in Redis, and does them here. The",
      "pictures come from the server that was asked, and the finished files go back there; servers",
      "say in Redis where they are. Start as many workers as you like, on as many machines. A worker that is",
      "stopped gives its tasks back; those of one that is killed go to another after 30 seconds."
    },
    synopsisHeading = "%nUsage: ",
    descriptionHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Examples:",
      "  zoetrope serve --host 0.0.0.0 --redis redis://192.0.2.9:6379    on the one machine",
      "  zoetrope worker --redis redis://192.0.2.9:6379 --slots 4        on the other",
    },
    usageHelpWidth = 100,
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class WorkerCommand implements Callable<Integer> {
  private static final Backoff BETWEEN_ATTEMPTS =
      new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10));

  @Spec private CommandSpec spec;

  @Option(
      names = "--redis",
      required = true,
      paramLabel = "URI",
      description =
          "The Redis of the server, as in redis://192.0.2.9:6379; rediss: for TLS; a password goes before the host, as in redis://:PASSWORD@192.0.2.9.")
  private String redis;

  @Option(
      names = "--prefix",
      paramLabel = "TEXT",
      description = "What the server's keys in Redis begin with (default: zoetrope:).")
  private String prefix = RedisConfig.STANDARD_PREFIX;

  @Option(
      names = "--server",
      paramLabel = "URL",
      description =
          "Reach the server here, as in http://192.0.2.5:8080, instead of where it says in Redis; only if there is one.")
  private @Nullable String server;

  @Option(
      names = "--slots",
      paramLabel = "N",
      converter = WholeNumber.Slots.class,
      description = "Do so many tasks at a time (default: 2); a time-lapse needs one to its end.")
  private int slots = 2;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Make files in this folder before they go to the server (default: zoetrope-data).")
  private Path data = TasksConfig.STANDARD.data();

  @Option(
      names = "--ffmpeg",
      paramLabel = "PATH",
      description = "Use this FFmpeg instead of the bundled one.")
  private @Nullable Path ffmpeg;

  @Mixin private LogLevelOption logLevel = new LogLevelOption();

  @Override
  public Integer call() throws Exception {
    logLevel.orElse(LogLevel.INFO).apply();
    Optional<String> fault = WriteAccess.faultOfData(data);
    if (fault.isPresent()) {
      throw noFolder(fault.get());
    }
    RemoteWorker worker = new RemoteWorker(config());
    Termination termination = Termination.listen();
    termination.closes(worker);
    PrintWriter out = spec.commandLine().getOut();
    Set<String> cameras = awaitServers(worker, out, termination);
    if (cameras == null) {
      return termination.await();
    }
    out.printf("Cameras: %s%n", cameras.isEmpty() ? "none yet" : String.join(", ", cameras));
    try {
      worker.start();
    } catch (IOException e) {
      throw noFolder(String.valueOf(e.getMessage()));
    }
    out.printf(
        "Doing snapshots, clips and time-lapses, %d at a time, taken from %s%n",
        slots, worker.redis());
    out.flush();
    return termination.await();
  }

  private CommandFailedException noFolder(String reason) {
    return new CommandFailedException(
        CommandLineRunner.BAD_REQUEST,
        "Cannot make files in %s: %s. Name another folder with --data.".formatted(data, reason));
  }

  /** The names of the cameras; tasks taken before a server is there would fail for nothing. */
  private static @Nullable Set<String> awaitServers(
      RemoteWorker worker, PrintWriter out, Termination termination) throws InterruptedException {
    RandomGenerator random = new SplittableRandom();
    String told = "";
    int failures = 0;
    do {
      try {
        Set<String> cameras = worker.cameras();
        out.printf("Zoetrope's worker is ready, with %s%n", words(worker.servers()));
        return cameras;
      } catch (IOException e) {
        String reason = String.valueOf(e.getMessage());
        if (!reason.equals(told)) {
          out.printf("Waiting: %s%n", reason);
          out.flush();
        }
        told = reason;
        failures++;
      }
    } while (!termination.await(BETWEEN_ATTEMPTS.delay(failures, random)));
    return null;
  }

  private static String words(Collection<ServerRecord> servers) {
    return servers.stream()
        .map(ServerRecord::toString)
        .collect(
            Collectors.joining(
                ", ", servers.size() == 1 ? "the server at " : "the servers at ", ""));
  }

  private RemoteWorkerConfig config() {
    Config config = Config.STANDARD.withWork(TasksConfig.STANDARD.withData(data).withSlots(slots));
    return new RemoteWorkerConfig(
        ffmpeg == null ? config : config.withFfmpeg(ffmpeg),
        new RedisConfig(redis, prefix),
        Optional.ofNullable(server).map(HttpUrls::parse));
  }
}
