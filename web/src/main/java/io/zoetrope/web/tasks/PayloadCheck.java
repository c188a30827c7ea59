package io.zoetrope.web.tasks;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Looks at tasks that somebody wants to submit. Any thread may call it; it does not wait. */
@FunctionalInterface
public interface PayloadCheck {

  /**
   * What is wrong with the payload.
   *
   * @param kind one of those that may be submitted
   * @return a sentence for people that says what is expected; empty when nothing is wrong
   */
  Optional<String> fault(String kind, JsonNode payload);
}
