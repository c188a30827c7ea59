package io.zoetrope.web.live;

import io.zoetrope.core.rendition.RenditionKey;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** What a client asks for. Immutable. */
sealed interface LiveRequest {
  /** How video may be encoded, in the words of the protocol. */
  enum Codec {
    JPEG,
    H264,
    H265
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

  /** Asks for the server's clock; the id comes back. */
  record Clock(long id) implements LiveRequest {}
}
