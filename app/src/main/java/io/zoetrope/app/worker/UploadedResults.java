package io.zoetrope.app.worker;

import io.zoetrope.base.Backoff;
import io.zoetrope.core.time.Timekeeper;
import io.zoetrope.tasks.result.NewResult;
import io.zoetrope.tasks.result.ResultType;
import io.zoetrope.tasks.result.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Results that are uploaded to the server when they are complete. Any thread may call it. */
final class UploadedResults implements Results {
  private static final Logger LOG = LoggerFactory.getLogger(UploadedResults.class);

  /** A server that is down comes back: the work of a night is not thrown away before that. */
  private static final Duration PATIENCE = Duration.ofHours(12);

  private static final Backoff PAUSES = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(15));

  private final Path folder;
  private final ServerClient server;
  private final Timekeeper time;
  private final Backoff pauses;
  private final RandomGenerator random;
  private final AtomicLong files = new AtomicLong();

  /** This process has the folder for itself. */
  UploadedResults(Path folder, ServerClient server, Timekeeper time) {
    this(folder, server, time, PAUSES, new SplittableRandom());
  }

  UploadedResults(
      Path folder, ServerClient server, Timekeeper time, Backoff pauses, RandomGenerator random) {
    this.folder = folder;
    this.server = server;
    this.time = time;
    this.pauses = pauses;
    this.random = random;
  }

  @Override
  public NewResult begin(String taskId, ResultType type) throws IOException {
    // Somebody may have deleted it while this worker runs.
    Files.createDirectories(folder);
    String name = "%s.%d.%s".formatted(taskId, files.incrementAndGet(), type.extension());
    return new Upload(this, taskId, type, folder.resolve(name));
  }

  private void hand(String taskId, ResultType type, Path file)
      throws IOException, InterruptedException {
    Instant start = time.now();
    for (int failures = 1; ; failures++) {
      Duration pause = pauses.delay(failures, random);
      try {
        server.upload(taskId, type, file);
        return;
      } catch (ServerClient.RefusedException e) {
        throw e;
      } catch (IOException e) {
        if (time.now().isAfter(start.plus(PATIENCE))) {
          throw e;
        }
        LOG.warn("{} Tried again in {} s.", e.getMessage(), pause.toSeconds());
      }
      Thread.sleep(pause);
    }
  }

  /** A file on its way. One thread uses it. */
  private record Upload(UploadedResults results, String taskId, ResultType type, Path path)
      implements NewResult {
    @Override
    public long commit() throws IOException, InterruptedException {
      long size = Files.size(path);
      results.hand(taskId, type, path);
      return size;
    }

    @Override
    public void close() {
      try {
        Files.deleteIfExists(path);
      } catch (IOException e) {
        LOG.warn("The file {} cannot be deleted: {}", path, e.getMessage());
      }
    }
  }
}
