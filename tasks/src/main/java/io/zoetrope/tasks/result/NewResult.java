package io.zoetrope.tasks.result;

import java.io.IOException;
import java.nio.file.Path;

/** A result file that is being written; nobody else sees it yet. One thread uses it. */
public interface NewResult extends AutoCloseable {

  /** Where to write it. The file is not there yet. */
  Path path();

  /**
   * Makes it the result of its task, whole and at once; one that was there before is replaced.
   *
   * @return its size in bytes
   * @throws IOException when there is no room for it, or it cannot be handed over; its message is a
   *     sentence for people
   */
  long commit() throws IOException, InterruptedException;

  /** Deletes it, unless it was committed. */
  @Override
  void close();
}
