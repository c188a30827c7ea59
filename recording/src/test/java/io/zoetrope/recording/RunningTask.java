package io.zoetrope.recording;

import io.zoetrope.tasks.Priority;
import io.zoetrope.tasks.Progress;
import io.zoetrope.tasks.Task;
import io.zoetrope.tasks.TaskContext;
import io.zoetrope.tasks.TaskState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A task that runs, and the progress that it has told. */
final class RunningTask implements TaskContext {
  private static final AtomicInteger IDS = new AtomicInteger();

  private final Task task;
  private volatile int mostTold = Integer.MAX_VALUE;
  private final List<Progress> told = new CopyOnWriteArrayList<>();

  RunningTask(String kind, String payload) {
    this("01TESTTESTTESTTESTTEST%04d".formatted(IDS.incrementAndGet()), kind, payload, 1);
  }

  RunningTask(String id, String kind, String payload, int attempt) {
    Instant now = Instant.now();
    task =
        new Task(
            id,
            kind,
            RecordingBench.json(payload),
            TaskState.RUNNING,
            Priority.NORMAL,
            attempt,
            3,
            Progress.NONE,
            now,
            now,
            Optional.of(now),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
  }

  /** The same task, as another attempt gets it. */
  RunningTask again(int attempt) {
    return new RunningTask(task.id(), task.kind(), task.payload().toString(), attempt);
  }

  @Override
  public Task task() {
    return task;
  }

  /** Makes the task fail with an Error once it has told this often of its progress. */
  void breaksAfter(int times) {
    mostTold = times;
  }

  @Override
  public void progress(int percent, String note) {
    told.add(new Progress(percent, note));
    if (told.size() >= mostTold) {
      throw new NoClassDefFoundError("a class of the next version");
    }
  }

  List<Progress> told() {
    return told;
  }
}
