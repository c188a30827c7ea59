package io.zoetrope.web.cameras;

import io.zoetrope.core.camera.TrackStatus;
import io.zoetrope.core.codec.Profiles;
import io.zoetrope.core.media.AudioFormat;
import io.zoetrope.core.media.VideoFormat;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a camera sends, as programs read it. */
final class TrackJson {
  private TrackJson() {}

  static ArrayNode of(List<TrackStatus> tracks) {
    return JsonNodeFactory.instance.arrayNode().addAll(tracks.stream().map(TrackJson::of).toList());
  }

  private static ObjectNode of(TrackStatus status) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("id", status.track().id())
            .put("codec", status.track().format().codecName())
            .put("profile", Profiles.nameOf(status.track().format()).orElse(null));
    switch (status.track().format()) {
      case VideoFormat video ->
          json.put("width", video.width())
              .put("height", video.height())
              .put("fps", rounded(status.framesPerSecond()))
              .put(
                  "keyFrameSeconds",
                  status
                      .keyFrameInterval()
                      .map(interval -> rounded(interval.toNanos() / 1e9))
                      .orElse(null));
      case AudioFormat audio ->
          json.put("sampleRate", audio.sampleRate()).put("channels", audio.channels());
    }
    return json.put("bitsPerSecond", status.bitsPerSecond());
  }

  private static double rounded(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
