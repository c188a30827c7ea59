package io.zoetrope.tasks;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A piece of background work, as it stood when it was asked for. Immutable, as long as nobody
 * changes its JSON.
 *
 * @param id rises with the time of submission, as text too
 * @param payload what the handler needs to know
 * @param attempt how often it has been started; 0 before the first time
 * @param attempts how often it is tried at most
 * @param notBefore the earliest time at which it is started, or started again
 * @param started when the last attempt began
 * @param ended when it came to its end
 * @param deadline when it is too late for it
 * @param result what its handler returned; of a task that is done
 * @param error a sentence for people: why it failed, or why its last attempt did
 */
public record Task(
    String id,
    String kind,
    JsonNode payload,
    TaskState state,
    Priority priority,
    int attempt,
    int attempts,
    Progress progress,
    Instant submitted,
    Instant notBefore,
    Optional<Instant> started,
    Optional<Instant> ended,
    Optional<Instant> deadline,
    Optional<String> idempotencyKey,
    Optional<JsonNode> result,
    Optional<String> error) {}
