package io.zoetrope.recording;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What the payload of a time-lapse says: one of {@code until} and {@code length}, which counts from
 * the first picture on, is there. The fps are those of the video.
 */
record TimelapseRequest(
    String camera, Duration interval, Optional<Instant> until, Optional<Duration> length, int fps) {
  static final Duration LONGEST = Duration.ofDays(366);
  private static final List<String> FIELDS = List.of("camera", "interval", "until", "for", "fps");
  private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(100);
  private static final Duration LONGEST_INTERVAL = Duration.ofDays(1);
  private static final int MOST_PICTURES = 1_000_000;
  private static final int USUAL_FPS = 25;
  private static final int MOST_FPS = 60;

  static TimelapseRequest read(JsonNode payload) throws BadPayloadException {
    PayloadReader fields =
        new PayloadReader(
            payload, FIELDS, "{\"camera\": \"door\", \"interval\": \"10s\", \"for\": \"8h\"}");
    TimelapseRequest read =
        new TimelapseRequest(
            fields.camera(),
            fields
                .duration("interval")
                .orElseThrow(() ->
                    new BadPayloadException(
                        "The payload does not say how often a picture is taken: \"interval\": \"10s\".")),
            fields.instant("until"),
            fields.duration("for"),
            fields.number("fps", 1, MOST_FPS).orElse(USUAL_FPS));
    read.check();
    return read;
  }

  Instant end(Instant begun) {
    return until.orElseGet(() -> begun.plus(length.orElseThrow()));
  }

  void checkStart(Instant now) throws BadPayloadException {
    Duration whole = Duration.between(now, end(now));
    if (!whole.isPositive()) {
      throw new BadPayloadException("until is over: name a time to come.");
    }
    if (whole.compareTo(LONGEST) > 0) {
      throw new BadPayloadException(
          "A time-lapse takes at most %d days.".formatted(LONGEST.toDays()));
    }
    if (whole.dividedBy(interval) > MOST_PICTURES) {
      throw new BadPayloadException(
          "A time-lapse has at most %d pictures: choose a longer interval."
              .formatted(MOST_PICTURES));
    }
  }

  private void check() throws BadPayloadException {
    if (until.isPresent() == length.isPresent()) {
      throw new BadPayloadException(
          "The payload says when the time-lapse ends by one of \"until\": \"2026-11-22T06:00:00Z\" and \"for\": \"8h\".");
    }
    if (interval.compareTo(SHORTEST_INTERVAL) < 0 || interval.compareTo(LONGEST_INTERVAL) > 0) {
      throw new BadPayloadException("interval is from 100ms to 1d.");
    }
  }
}
