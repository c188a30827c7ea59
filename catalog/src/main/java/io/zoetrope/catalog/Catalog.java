package io.zoetrope.catalog;

import io.zoetrope.rows.TableSource;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps what happened. Any thread may call it; all calls may wait for a disk or a network, and
 * throw an {@link IOException} when that is broken or full, whose message is a sentence for people.
 */
public interface Catalog extends AutoCloseable {

  /** Keeps these events and these tasks, all or none: an event only once, of a task the newest. */
  void add(List<EventRecord> events, List<TaskRecord> tasks) throws IOException;

  /** The id of the event that was added last; empty before the first. */
  Optional<String> newestEvent() throws IOException;

  /** Forgets what is older, some at a time. Returns how many rows are gone. */
  long forgetBefore(Instant time) throws IOException;

  TableSource<EventRecord> events();

  TableSource<TaskRecord> tasks();

  @Override
  void close();
}
