package io.zoetrope.recording;

import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What the payload of a clip says.
 *
 * @param copied whether the camera's JPEGs go into the video as they are; all other video does
 */
record ClipRequest(String camera, Duration length, boolean copied) {
  private static final List<String> FIELDS = List.of("camera", "seconds", "format");
  private static final int MOST_SECONDS = 3600;
  static final int PERCENT_RECORDED = 99;

  static ClipRequest read(JsonNode payload) throws BadPayloadException {
    PayloadReader fields =
        new PayloadReader(payload, FIELDS, "{\"camera\": \"door\", \"seconds\": 30}");
    String camera = fields.camera();
    int seconds =
        fields
            .number("seconds", 1, MOST_SECONDS)
            .orElseThrow(() ->
                new BadPayloadException(
                    "The payload does not say how long the clip is: \"seconds\": 1 to %d."
                        .formatted(MOST_SECONDS)));
    boolean copied =
        switch (fields.text("format").orElse("h264")) {
          case "h264" -> false;
          case "copy" -> true;
          case String other ->
              throw new BadPayloadException("format is h264 or copy, not '%s'.".formatted(other));
        };
    return new ClipRequest(camera, Duration.ofSeconds(seconds), copied);
  }

  long seconds() {
    return length.toSeconds();
  }

  /** How far a clip is that has recorded so many seconds: it is finished after that. */
  int percent(long recordedSeconds) {
    return (int) (recordedSeconds * PERCENT_RECORDED / seconds());
  }

  String note(long recordedSeconds) {
    return "recording, %d of %d s".formatted(recordedSeconds, seconds());
  }

  String format() {
    return copied ? "copy" : "h264";
  }
}
