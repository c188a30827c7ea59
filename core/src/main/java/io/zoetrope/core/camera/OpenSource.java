package io.zoetrope.core.camera;

import io.zoetrope.base.ForeignCode;
import io.zoetrope.base.ForeignThreads;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.TrackKinds;
import io.zoetrope.core.source.FrameSource;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An open source, which is closed once and whose driver may throw or hang. One thread reads; any
 * thread that holds no lock may ask and close.
 */
final class OpenSource implements AutoCloseable {
  private static final ForeignCode CLOSING = new ForeignCode("A camera's driver, in closing,");
  private static final ForeignCode TRACKS =
      new ForeignCode("A camera's driver, asked for its tracks,");
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(1);

  private final FrameSource source;
  private final ForeignCode questions =
      new ForeignCode("A camera's driver, asked for its silence,");
  private final AtomicBoolean closing = new AtomicBoolean();
  private final CompletableFuture<Void> closed = new CompletableFuture<>();

  OpenSource(FrameSource source) {
    this.source = source;
  }

  /** The next frame, whose one reference is the caller's to release. Blocks. */
  Frame read() throws IOException, InterruptedException {
    return source.read();
  }

  /** How long the source may be silent, or this long if it does not say. Blocks for a moment. */
  Duration maxSilence(Duration unlessSaid) {
    return questions.getWithin(
        LONGEST_ANSWER,
        () -> Objects.requireNonNullElse(source.maxSilence(), unlessSaid),
        unlessSaid);
  }

  /** Which kinds of tracks it has, if it says so. For the thread that reads. */
  Optional<TrackKinds> trackKinds() {
    return TRACKS.get(() -> Objects.requireNonNull(source.trackKinds()), Optional.empty());
  }

  /** Closes it and waits until it is closed, also when another thread closes it already. */
  @Override
  public void close() {
    if (closing.compareAndSet(false, true)) {
      CLOSING.run(source::close);
      closed.complete(null);
    } else {
      closed.join();
    }
  }

  /** Has it closed, which may take its time, without waiting for that. */
  void closeSoon() {
    CLOSING.handOver(ForeignThreads.SHARED, this::close);
  }
}
