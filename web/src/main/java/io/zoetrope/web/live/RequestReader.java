package io.zoetrope.web.live;

import io.zoetrope.core.rendition.RenditionKey;
import io.zoetrope.web.http.RefusedException;
import io.zoetrope.web.live.LiveRequest.Clock;
import io.zoetrope.web.live.LiveRequest.Codec;
import io.zoetrope.web.live.LiveRequest.Listen;
import io.zoetrope.web.live.LiveRequest.Pause;
import io.zoetrope.web.live.LiveRequest.Resume;
import io.zoetrope.web.live.LiveRequest.Taken;
import io.zoetrope.web.live.LiveRequest.Unlisten;
import io.zoetrope.web.live.LiveRequest.Unwatch;
import io.zoetrope.web.live.LiveRequest.Watch;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads one message of a client, or says what is wrong with it. Used once, by one thread. */
final class RequestReader {
  static final int MAX_VIEW = 65_535;
  static final int MAX_AHEAD = 1000;

  private static final Pattern VIEW = Pattern.compile("\\d{1,5}");
  private static final String TYPES =
      "watch, unwatch, pause, resume, taken, listen, unlisten, clock";

  private final ObjectNode message;
  private final Set<String> unread;

  private RequestReader(ObjectNode message) {
    this.message = message;
    this.unread = new LinkedHashSet<>(message.propertyNames());
  }

  static LiveRequest read(ObjectNode message) throws RefusedException {
    RequestReader reader = new RequestReader(message);
    LiveRequest request = reader.request();
    if (!reader.unread.isEmpty()) {
      throw bad(
          "This message has no field '%s'."
              .formatted(RefusedException.shortened(reader.unread.iterator().next())));
    }
    return request;
  }

  private LiveRequest request() throws RefusedException {
    String type = text("type", "Every message has a type, one of " + TYPES + ".");
    return switch (type) {
      case "watch" ->
          new Watch(
              view(),
              text("camera", "camera is the id of a camera, as in {\"camera\": \"door\"}."),
              stream(),
              video(),
              audio(),
              key(),
              whole("ahead", 1, MAX_AHEAD));
      case "unwatch" -> new Unwatch(view());
      case "pause" -> new Pause(views());
      case "resume" -> new Resume(views());
      case "taken" -> new Taken(frames());
      case "listen" -> new Listen(words("types"), words("tasks"), after());
      case "unlisten" -> new Unlisten();
      case "clock" -> new Clock(id());
      default ->
          throw bad(
              "There is no message of type '%s', only %s."
                  .formatted(RefusedException.shortened(type), TYPES));
    };
  }

  private int view() throws RefusedException {
    return whole("view", 0, MAX_VIEW).orElseThrow(RequestReader::badView);
  }

  private String stream() throws RefusedException {
    return message.get("stream") == null ? "main" : text("stream", "stream is main or small.");
  }

  private Set<Codec> video() throws RefusedException {
    JsonNode given = take("video");
    if (given == null) {
      return Set.of(Codec.JPEG);
    }
    Set<Codec> all = EnumSet.noneOf(Codec.class);
    for (JsonNode each : given) {
      for (Codec codec : Codec.values()) {
        if (each.isString() && each.asString().equals(codec.word())) {
          all.add(codec);
        }
      }
    }
    if (!given.isArray() || all.isEmpty() || all.size() != given.size()) {
      throw bad("video lists what you can play, as in [\"h264\", \"jpeg\"]: jpeg, h264, h265.");
    }
    return all;
  }

  private boolean audio() throws RefusedException {
    JsonNode given = take("audio");
    if (given != null && !given.isBoolean()) {
      throw bad("audio is true or false.");
    }
    return given != null && given.asBoolean();
  }

  private RenditionKey key() throws RefusedException {
    OptionalInt width = whole("width", 1, RenditionKey.MAX_WIDTH);
    OptionalInt quality = whole("quality", 1, RenditionKey.MAX_QUALITY);
    JsonNode fps = take("fps");
    if (fps == null) {
      return new RenditionKey(width, OptionalDouble.empty(), quality);
    }
    double rate = fps.isNumber() ? fps.asDouble() : 0;
    if (!(rate > 0 && rate <= RenditionKey.MAX_FPS)) {
      throw bad(
          "fps is a number of pictures a second, above 0 and at most %d."
              .formatted(RenditionKey.MAX_FPS));
    }
    return new RenditionKey(width, OptionalDouble.of(rate), quality);
  }

  private List<Integer> views() throws RefusedException {
    JsonNode given = take("views");
    if (given == null || !given.isArray()) {
      throw bad("views is a list of numbers of views, as in [1, 2].");
    }
    List<Integer> views = new ArrayList<>();
    for (JsonNode each : given) {
      views.add(whole(each, 0, MAX_VIEW).orElseThrow(RequestReader::badView));
    }
    return views;
  }

  private List<String> words(String name) throws RefusedException {
    JsonNode given = take(name);
    List<String> words = new ArrayList<>();
    boolean right = given == null || given.isArray();
    if (given != null && right) {
      for (JsonNode each : given) {
        right &= each.isString();
        words.add(each.isString() ? each.asString() : "");
      }
    }
    if (!right) {
      throw bad("%s is a list of words, as in [\"task.ended\"].".formatted(name));
    }
    return words;
  }

  private String after() throws RefusedException {
    return message.get("after") == null
        ? ""
        : text("after", "after is the id of the last event that you have.").strip();
  }

  private Map<Integer, Integer> frames() throws RefusedException {
    JsonNode given = take("frames");
    Map<Integer, Integer> frames = new LinkedHashMap<>();
    boolean right = given instanceof ObjectNode;
    if (given instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> each : object.properties()) {
        OptionalInt number = whole(each.getValue(), 0, Integer.MAX_VALUE);
        right &= VIEW.matcher(each.getKey()).matches() && number.isPresent();
        if (right) {
          frames.put(Integer.valueOf(each.getKey()), number.getAsInt());
        }
      }
    }
    if (!right) {
      throw bad(
          "frames has the number of the last frame that was taken, by view, as in {\"1\": 17}.");
    }
    return frames;
  }

  private long id() throws RefusedException {
    JsonNode given = take("id");
    if (given == null || !given.isIntegralNumber() || !given.canConvertToLong()) {
      throw bad("id is a whole number, which comes back with the server's clock.");
    }
    return given.asLong();
  }

  private String text(String name, String expected) throws RefusedException {
    JsonNode given = take(name);
    if (given == null || !given.isString()) {
      throw bad(expected);
    }
    return given.asString();
  }

  private OptionalInt whole(String name, int least, int most) throws RefusedException {
    JsonNode given = take(name);
    OptionalInt number = given == null ? OptionalInt.empty() : whole(given, least, most);
    if (given != null && number.isEmpty()) {
      throw bad("%s is a whole number from %d to %d.".formatted(name, least, most));
    }
    return number;
  }

  private static OptionalInt whole(JsonNode given, int least, int most) {
    return given.isIntegralNumber()
            && given.canConvertToInt()
            && given.asInt() >= least
            && given.asInt() <= most
        ? OptionalInt.of(given.asInt())
        : OptionalInt.empty();
  }

  /** The value of a field, null if it is missing or null. */
  private @Nullable JsonNode take(String name) {
    unread.remove(name);
    JsonNode value = message.get(name);
    return value == null || value.isNull() ? null : value;
  }

  private static RefusedException badView() {
    return bad("view is the number that you give a view, from 0 to %d.".formatted(MAX_VIEW));
  }

  static RefusedException bad(String sentence) {
    return new RefusedException(400, "bad_message", sentence);
  }
}
