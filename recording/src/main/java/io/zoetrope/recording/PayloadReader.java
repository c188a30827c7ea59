package io.zoetrope.recording;

import io.zoetrope.core.time.Durations;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the fields of a payload, and says of bad ones what would be right. Used by one thread. */
final class PayloadReader {
  private final JsonNode payload;

  PayloadReader(JsonNode payload, List<String> known, String example) throws BadPayloadException {
    this.payload = payload;
    if (!payload.isObject()) {
      throw new BadPayloadException("The payload is an object, as in %s.".formatted(example));
    }
    for (String name : payload.propertyNames()) {
      if (!known.contains(name)) {
        throw new BadPayloadException(
            "The payload has a field '%s' that is not known; there are %s."
                .formatted(name, String.join(", ", known)));
      }
    }
  }

  String camera() throws BadPayloadException {
    return text("camera")
        .orElseThrow(
            () -> new BadPayloadException("The payload names no camera: \"camera\": \"ID\"."));
  }

  Optional<String> text(String name) throws BadPayloadException {
    JsonNode value = value(name);
    if (value == null || value.isString()) {
      return Optional.ofNullable(value).map(JsonNode::stringValue);
    }
    throw new BadPayloadException("%s is a text, not %s.".formatted(name, value));
  }

  OptionalInt number(String name, int least, int most) throws BadPayloadException {
    JsonNode value = value(name);
    if (value == null) {
      return OptionalInt.empty();
    }
    if (!value.isIntegralNumber()
        || !value.canConvertToInt()
        || value.intValue() < least
        || value.intValue() > most) {
      throw new BadPayloadException(
          "%s is a whole number from %d to %d, not %s.".formatted(name, least, most, value));
    }
    return OptionalInt.of(value.intValue());
  }

  Optional<Duration> duration(String name) throws BadPayloadException {
    Optional<String> text = text(name);
    Optional<Duration> duration = text.flatMap(Durations::parse);
    if (text.isPresent() && duration.isEmpty()) {
      throw new BadPayloadException(
          "%s is %s, not '%s'.".formatted(name, Durations.EXPECTED, text.get()));
    }
    return duration;
  }

  Optional<Instant> instant(String name) throws BadPayloadException {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(OffsetDateTime.parse(text.get()).toInstant());
    } catch (DateTimeException e) {
      throw new BadPayloadException(
          "%s is a time such as 2026-11-22T06:00:00Z, not '%s'.".formatted(name, text.get()));
    }
  }

  private @Nullable JsonNode value(String name) {
    JsonNode value = payload.get(name);
    return value == null || value.isNull() ? null : value;
  }
}
