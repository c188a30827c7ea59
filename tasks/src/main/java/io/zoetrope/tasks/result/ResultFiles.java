package io.zoetrope.tasks.result;

import java.util.Optional;

/** Where the finished files of tasks are found. Any thread may call it; it may wait for a disk. */
@FunctionalInterface
public interface ResultFiles {

  /** The file of a task; empty when it has none, or it is not kept any more. */
  Optional<ResultFile> find(String taskId);
}
