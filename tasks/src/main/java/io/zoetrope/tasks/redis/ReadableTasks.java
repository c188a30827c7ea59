package io.zoetrope.tasks.redis;

import io.zoetrope.tasks.QueueUnavailableException;
import io.zoetrope.tasks.Task;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Leaves out what cannot be read, and says so once for each task. Any thread may call it. */
final class ReadableTasks {
  private static final Logger LOG = LoggerFactory.getLogger(ReadableTasks.class);
  private static final int MOST_REMEMBERED = 1000;

  private final Set<String> reported = ConcurrentHashMap.newKeySet();

  Optional<Task> read(TaskFields fields) {
    try {
      return Optional.of(fields.task());
    } catch (QueueUnavailableException e) {
      if (reported.size() < MOST_REMEMBERED && reported.add(fields.id())) {
        LOG.warn("{} It is left out of the list.", e.getMessage());
      }
      return Optional.empty();
    }
  }
}
