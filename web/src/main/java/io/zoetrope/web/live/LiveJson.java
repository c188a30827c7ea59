package io.zoetrope.web.live;

import io.zoetrope.core.media.Aac;
import io.zoetrope.core.media.AudioFormat;
import io.zoetrope.core.media.G711;
import io.zoetrope.core.media.H264;
import io.zoetrope.core.media.H265;
import io.zoetrope.core.media.Jpeg;
import io.zoetrope.core.media.Opus;
import io.zoetrope.core.media.Track;
import io.zoetrope.core.media.TrackFormat;
import io.zoetrope.core.media.VideoFormat;
import io.zoetrope.core.time.Timekeeper;
import io.zoetrope.mp4.CodecString;
import io.zoetrope.mp4.DecoderConfig;
import io.zoetrope.mp4.InitSegment;
import io.zoetrope.web.http.RefusedException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/** What the server says in messages of text. Any thread. */
final class LiveJson {

  private LiveJson() {}

  static String clock(Timekeeper time, Duration heartbeat, OptionalLong id) {
    ObjectNode message =
        message("clock")
            .put("now", FrameHead.micros(time.nanoTime()))
            .put("time", time.now().toString())
            .put("heartbeat", heartbeat.toMillis());
    id.ifPresent(asked -> message.put("id", asked));
    return message.toString();
  }

  static String state(int view, String camera, ObjectNode state) {
    ObjectNode message = message("state").put("view", view).put("camera", camera);
    return message.setAll(state).toString();
  }

  /**
   * @param from what the camera itself sends, if the tracks are made of something else
   */
  static String format(int view, List<Track> tracks, long originNanos, Optional<String> from) {
    ObjectNode message = message("format").put("view", view);
    from.ifPresent(codec -> message.put("from", codec));
    ArrayNode all = message.putArray("tracks");
    tracks.forEach(track -> all.add(track(track)));
    if (tracks.stream().allMatch(track -> InitSegment.canHold(track.format()))) {
      message.put("init", base64(InitSegment.of(tracks)));
      message.put("origin", FrameHead.micros(originNanos));
    }
    return message.toString();
  }

  /** Events follow that came after this one. */
  static String listening(String id) {
    return message("listening").put("id", id).toString();
  }

  /**
   * @param json what {@code /api/events} sends as data
   */
  static String event(String id, String json) {
    return message("event").put("id", id).putRawValue("event", new RawValue(json)).toString();
  }

  static String gap(long missed) {
    ObjectNode message = message("gap");
    return (missed > 0 ? message.put("missed", missed) : message).toString();
  }

  static String error(OptionalInt view, RefusedException why) {
    ObjectNode message = message("error");
    view.ifPresent(number -> message.put("view", number));
    message.putObject("error").put("code", why.code()).put("message", why.sentence());
    return message.toString();
  }

  private static ObjectNode track(Track track) {
    TrackFormat format = track.format();
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("track", track.id())
            .put("kind", track.isVideo() ? "video" : "audio")
            .put(
                "codec",
                CodecString.of(format).orElse(format.codecName().toLowerCase(Locale.ROOT)));
    switch (format) {
      case VideoFormat video -> json.put("width", video.width()).put("height", video.height());
      case AudioFormat audio ->
          json.put("sampleRate", audio.sampleRate()).put("channels", audio.channels());
    }
    description(format).ifPresent(bytes -> json.put("description", base64(bytes)));
    return json;
  }

  /** What WebCodecs calls so. */
  private static Optional<byte[]> description(TrackFormat format) {
    return switch (format) {
      case H264 h264 -> Optional.of(DecoderConfig.of(h264));
      case H265 h265 -> Optional.of(DecoderConfig.of(h265));
      case Aac aac -> Optional.of(DecoderConfig.of(aac));
      case Jpeg _, Opus _, G711 _ -> Optional.empty();
    };
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static ObjectNode message(String type) {
    return JsonNodeFactory.instance.objectNode().put("type", type);
  }
}
