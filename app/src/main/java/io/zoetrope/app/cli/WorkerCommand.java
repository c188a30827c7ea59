package io.zoetrope.app.cli;

import io.zoetrope.app.WriteAccess;
import io.zoetrope.app.config.Config;
import io.zoetrope.app.presence.ServerRecord;
import io.zoetrope.app.worker.RemoteWorker;
import io.zoetrope.base.Backoff;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "worker",
    header = "Do the tasks of servers on this machine.",
    description = {
      "Takes snapshots, clips and time-lapses from the queue in Redis and does them here. The pictures",
      "come from the server that accepted the task, and the finished files go back there; servers",
      "announce their addresses in Redis. Start as many workers as you like, on as many machines. A",
      "worker that is stopped gives its tasks back; another one takes those of a killed worker after",
      "30 seconds."
    },
    footer = {
      "",
      "Examples:",
      "  zoetrope serve --host 0.0.0.0 --redis redis://192.0.2.9:6379    on one machine",
      "  zoetrope worker --redis redis://192.0.2.9:6379 --slots 4        on another",
    })
final class WorkerCommand implements Callable<Integer> {
  private static final Backoff BETWEEN_ATTEMPTS =
      new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10));

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Map<String, String> given = SettingOption.given(spec);
    given.putIfAbsent(
        SettingOption.WORKER_SLOTS.path(), SettingOption.WORKER_SLOTS.key().otherwise());
    Config config = Config.of(given);
    config.logLevel().apply();
    Path data = config.data().path();
    Optional<String> fault = WriteAccess.faultOfData(data);
    if (fault.isPresent()) {
      throw noFolder(data, fault.get());
    }
    RemoteWorker worker = new RemoteWorker(config);
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
      throw noFolder(data, String.valueOf(e.getMessage()));
    }
    out.printf(
        "Doing snapshots, clips and time-lapses, %d at a time, taken from %s%n",
        config.tasks().slots(), worker.redis());
    out.flush();
    return termination.await();
  }

  private static CommandFailedException noFolder(Path data, String reason) {
    return new CommandFailedException(
        CommandLineRunner.BAD_REQUEST,
        "Cannot make files in %s: %s. Name another folder with --data.".formatted(data, reason));
  }

  /** Tasks taken before a server is there would fail for nothing. */
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
}
