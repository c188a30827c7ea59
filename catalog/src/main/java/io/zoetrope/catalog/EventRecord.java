package io.zoetrope.catalog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened.
 *
 * @param id of the message that told it; an event that is told twice is kept once
 * @param kind such as {@code camera}, {@code viewers} or {@code task}
 * @param camera where it happened, if at a camera
 * @param json all that was told
 */
public record EventRecord(
    String id, Instant at, String kind, @Nullable String camera, String json) {}
