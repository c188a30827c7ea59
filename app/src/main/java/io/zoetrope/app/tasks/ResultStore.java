package io.zoetrope.app.tasks;

import io.zoetrope.app.config.ResultsConfig;
import io.zoetrope.app.data.DataFolderLock;
import io.zoetrope.app.time.Repeating;
import io.zoetrope.base.Closer;
import io.zoetrope.core.time.Timekeeper;
import io.zoetrope.tasks.result.NewResult;
import io.zoetrope.tasks.result.ResultFile;
import io.zoetrope.tasks.result.ResultFiles;
import io.zoetrope.tasks.result.ResultFolder;
import io.zoetrope.tasks.result.ResultType;
import io.zoetrope.tasks.result.Results;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of tasks, for as long as the configuration keeps them. Any thread may call it. The
 * folder is read when it is first needed.
 */
public final class ResultStore implements Results, ResultFiles, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ResultStore.class);
  private static final Duration BETWEEN_SWEEPS = Duration.ofMinutes(1);

  private final Path path;
  private final DataFolderLock data;
  private final ResultsConfig retention;
  private final Timekeeper time;
  private final Closer running = new Closer();

  private final Object lock = new Object();
  private @Nullable ResultFolder folder; // guarded by the lock

  public ResultStore(DataFolderLock data, ResultsConfig retention, Timekeeper time) {
    this.path = data.folder().resolve("results");
    this.data = data;
    this.retention = retention;
    this.time = time;
  }

  @Override
  public NewResult begin(String taskId, ResultType type) throws IOException {
    return folder().begin(taskId, type);
  }

  @Override
  public Optional<ResultFile> find(String taskId) {
    try {
      return Files.isDirectory(path) ? folder().find(taskId) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Called once, and not before this process has the tasks. */
  void startSweeping() {
    running.add(
        Repeating.start("results-sweep", BETWEEN_SWEEPS, BETWEEN_SWEEPS, time, this::sweep));
  }

  @Override
  public void close() {
    running.close();
  }

  private void sweep() {
    if (!Files.isDirectory(path)) {
      return;
    }
    try {
      int deleted = folder().sweep(retention.keep(), retention.bytes());
      if (deleted > 0) {
        LOG.info("Deleted {} results of tasks, as set by results.keep and results.size", deleted);
      }
    } catch (IOException e) {
      LOG.warn("Old results in {} cannot be deleted: {}", path, e.getMessage());
    }
  }

  private ResultFolder folder() throws IOException {
    synchronized (lock) {
      if (folder == null) {
        data.use();
        folder = ResultFolder.open(path, time::now);
      }
      return folder;
    }
  }
}
