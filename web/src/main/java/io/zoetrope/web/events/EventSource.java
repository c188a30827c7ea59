package io.zoetrope.web.events;

import io.zoetrope.tasks.topic.RetainedTopic;
import java.util.List;
import java.util.Optional;

/**
 * What clients can receive events of. Immutable.
 *
 * @param quietTasks the kinds of tasks whose events are left out unless a client names some
 */
public record EventSource(RetainedTopic events, Optional<String> quietTasks) {

  /**
   * Opens the events that a client asks for, which may wait for a database; the caller closes them.
   *
   * @param types of these only, each a word or several with commas; of all when it is empty
   * @param tasks those of tasks of these kinds only, in the same form
   * @param last the id of the last event that it has, or empty for those that are still to come
   */
  public EventFeed open(List<String> types, List<String> tasks, String last) {
    return new EventFeed(events, last, EventFilter.of(types, tasks, quietTasks));
  }
}
