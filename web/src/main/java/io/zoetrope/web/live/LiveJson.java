package io.zoetrope.web.live;

import io.zoetrope.core.media.AudioFormat;
import io.zoetrope.core.media.Track;
import io.zoetrope.core.media.VideoFormat;
import io.zoetrope.core.time.Timekeeper;
import io.zoetrope.web.http.RefusedException;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.OptionalLong;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

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

  static String format(int view, Collection<Track> tracks) {
    ObjectNode message = message("format").put("view", view);
    ArrayNode all = message.putArray("tracks");
    tracks.forEach(track -> all.add(track(track)));
    return message.toString();
  }

  static String error(OptionalInt view, RefusedException why) {
    ObjectNode message = message("error");
    view.ifPresent(number -> message.put("view", number));
    message.putObject("error").put("code", why.code()).put("message", why.sentence());
    return message.toString();
  }

  private static ObjectNode track(Track track) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("track", track.id());
    String codec = track.format().codecName().toLowerCase(Locale.ROOT);
    return switch (track.format()) {
      case VideoFormat video ->
          json.put("kind", "video")
              .put("codec", codec)
              .put("width", video.width())
              .put("height", video.height());
      case AudioFormat audio ->
          json.put("kind", "audio")
              .put("codec", codec)
              .put("sampleRate", audio.sampleRate())
              .put("channels", audio.channels());
    };
  }

  private static ObjectNode message(String type) {
    return JsonNodeFactory.instance.objectNode().put("type", type);
  }
}
