package io.zoetrope.web.live;

import io.zoetrope.core.media.H264;
import io.zoetrope.core.media.H265;
import io.zoetrope.core.media.Jpeg;
import io.zoetrope.core.media.VideoFormat;
import io.zoetrope.core.rendition.RenditionKey;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** What a client asks for. Immutable. */
sealed interface LiveRequest {
  /** How video may be encoded, in the words of the protocol. */
  enum Codec {
    JPEG,
    H264,
    H265;

    /** As it is written. */
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Codec of(VideoFormat format) {
      return switch (format) {
        case Jpeg _ -> JPEG;
        case H264 _ -> H264;
        case H265 _ -> H265;
      };
    }
  }

  /** Where the frames of a view come from. */
  enum From {
    /** As the camera sends them. */
    CAMERA,

    /** A rendition in JPEG. */
    JPEG,

    /** The rendition in H.264. */
    H264
  }

  /**
   * Begins a view, or replaces the one of this number.
   *
   * @param stream its main stream or its sub-stream
   * @param video what the client can play
   * @param key for JPEG
   * @param ahead how many frames may be on their way; none for what is usual
   */
  record Watch(
      int view,
      String camera,
      String stream,
      Set<Codec> video,
      boolean audio,
      RenditionKey key,
      OptionalInt ahead)
      implements LiveRequest {

    public Watch {
      video = Set.copyOf(video);
    }

    boolean takes(Codec codec) {
      return video.contains(codec);
    }

    boolean takes(VideoFormat format) {
      return takes(Codec.of(format));
    }

    boolean takesOnly(Codec codec) {
      return video.equals(Set.of(codec));
    }

    /** Where it gets what it can play, of a camera that sends this. */
    From from(VideoFormat format) {
      if (takes(format)) {
        return format instanceof Jpeg ? From.JPEG : From.CAMERA;
      }
      if (takes(Codec.H264)) {
        return From.H264;
      }
      return takes(Codec.JPEG) ? From.JPEG : From.CAMERA; // Where it waits.
    }

    String videoNames() {
      return video.stream().sorted().map(Codec::word).collect(Collectors.joining(" and "));
    }
  }

  /** Ends a view. */
  record Unwatch(int view) implements LiveRequest {}

  /** Sends no more frames of these views. */
  record Pause(List<Integer> views) implements LiveRequest {

    public Pause {
      views = List.copyOf(views);
    }
  }

  /** Sends frames of these views again. */
  record Resume(List<Integer> views) implements LiveRequest {

    public Resume {
      views = List.copyOf(views);
    }
  }

  /** By view, up to which number its frames are done with. */
  record Taken(Map<Integer, Integer> frames) implements LiveRequest {

    public Taken {
      frames = Map.copyOf(frames);
    }
  }

  /**
   * Begins to receive events, or others than before.
   *
   * @param types of these only; of all when it is empty
   * @param tasks those of tasks of these kinds only
   * @param after the id of the last event that the client has; empty for those still to come
   */
  record Listen(List<String> types, List<String> tasks, String after) implements LiveRequest {

    public Listen {
      types = List.copyOf(types);
      tasks = List.copyOf(tasks);
    }
  }

  /** Receives no more events. */
  record Unlisten() implements LiveRequest {}

  /** Asks for the server's clock; the id comes back. */
  record Clock(long id) implements LiveRequest {}
}
