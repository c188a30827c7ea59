package io.zoetrope.core.source;

import io.zoetrope.core.media.TrackKinds;
import java.time.Duration;
import java.util.Optional;

/** A source around another: it reads in its own way, and is otherwise as that one. */
public interface WrappedSource extends FrameSource {
  /** The source inside, which is closed with this one. */
  FrameSource source();

  @Override
  default Duration maxSilence() {
    return source().maxSilence();
  }

  @Override
  default String description() {
    return source().description();
  }

  @Override
  default Optional<Boolean> passesThrough() {
    return source().passesThrough();
  }

  @Override
  default Optional<TrackKinds> trackKinds() {
    return source().trackKinds();
  }

  @Override
  default void close() {
    source().close();
  }
}
