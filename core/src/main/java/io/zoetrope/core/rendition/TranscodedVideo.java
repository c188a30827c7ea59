package io.zoetrope.core.rendition;

import io.zoetrope.base.Backoff;
import io.zoetrope.base.ForeignCode;
import io.zoetrope.base.Outcome.Returned;
import io.zoetrope.base.Outcome.Threw;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.Track;
import io.zoetrope.core.transcode.StreamTranscoder;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A camera's video, encoded in another way while somebody watches that. Used by the rendition's
 * thread only, except for {@link #fault}; the frames come on a thread of its own.
 */
final class TranscodedVideo {
  private static final ForeignCode THREADS = new ForeignCode("A thread of transcoded video");
  private static final ForeignCode CLOSING = new ForeignCode("What transcodes video, in closing,");
  private static final Backoff RETRIES = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));

  /** One that worked for so long begins with the shortest delay again. */
  private static final long PROVEN_NANOS = Duration.ofSeconds(10).toNanos();

  private final String made;
  private final Supplier<Optional<RenditionFault>> room;
  private final StreamTranscoder.Opening opening;
  private final ThreadFactory threads;
  private final Consumer<Frame> publish;
  private @Nullable Running running;
  private int failures;
  private long notBeforeNanos;
  private volatile @Nullable RenditionFault fault;

  /**
   * @param made what it makes, in the words of a fault
   * @param room asked before each opening; says why there must not be one
   * @param threads make the threads that read
   * @param publish takes each frame, which stays this object's to release; any thread
   */
  TranscodedVideo(
      String made,
      Supplier<Optional<RenditionFault>> room,
      StreamTranscoder.Opening opening,
      ThreadFactory threads,
      Consumer<Frame> publish) {
    this.made = made;
    this.room = room;
    this.opening = opening;
    this.threads = threads;
    this.publish = publish;
  }

  /** Why there are no pictures, if that is so. */
  Optional<RenditionFault> fault() {
    return Optional.ofNullable(fault);
  }

  /** Takes the next frame of the video; those wanted are encoded, and published soon. */
  void take(Frame frame, boolean wanted) {
    Running open = running;
    if (open != null && !open.track.equals(frame.track())) {
      close();
      open = null;
    }
    if (open != null && open.failure != null) {
      failed(open, frame);
      open = null;
    }
    if (open == null) {
      open = frame.keyFrame() ? opened(frame) : null;
    }
    if (open != null && !open.takes(frame, wanted)) {
      failed(open, frame);
    }
  }

  /** Ends what is running, and waits until its last frame was published. */
  void close() {
    Running open = running;
    running = null;
    if (open != null) {
      open.close();
    }
  }

  private @Nullable Running opened(Frame frame) {
    long now = frame.capturedNanos();
    if (failures > 0 && now - notBeforeNanos < 0) {
      return null;
    }
    Optional<RenditionFault> noRoom = room.get();
    if (noRoom.isPresent()) {
      fault = noRoom.get();
      return null;
    }
    switch (ForeignCode.call(() -> new Running(frame.track(), opening.open(frame.track()), now))) {
      case Returned<Running>(Running begun) -> {
        Thread reader = threads.newThread(begun::readAll);
        begun.reader = reader;
        if (THREADS.run(reader::start)) {
          running = begun;
        } else {
          CLOSING.run(begun.transcoder::close);
          retryLater(
              RenditionFault.untranscoded(frame.format(), made, "no thread can be started"), now);
        }
      }
      case Threw<Running>(Throwable cause) ->
          retryLater(RenditionFault.untranscodable(frame.format(), made, reason(cause)), now);
    }
    return running;
  }

  private void failed(Running broken, Frame at) {
    Throwable cause = broken.failure;
    close();
    long now = at.capturedNanos();
    failures = now - broken.openedNanos >= PROVEN_NANOS ? 0 : failures;
    String reason = cause == null ? "what transcodes it has ended" : reason(cause);
    retryLater(RenditionFault.untranscoded(at.format(), made, reason), now);
  }

  private void retryLater(RenditionFault trouble, long now) {
    fault = trouble;
    failures++;
    notBeforeNanos = now + RETRIES.delay(failures).toNanos();
  }

  private static String reason(Throwable cause) {
    return cause instanceof IOException && cause.getMessage() != null
        ? cause.getMessage()
        : cause.toString();
  }

  /** One opening of a transcoder. */
  private final class Running {
    private final Track track;
    private final StreamTranscoder transcoder;
    private final long openedNanos;
    private @Nullable Thread reader;
    private volatile @Nullable Throwable failure;

    Running(Track track, StreamTranscoder transcoder, long openedNanos) {
      this.track = track;
      this.transcoder = transcoder;
      this.openedNanos = openedNanos;
    }

    boolean takes(Frame frame, boolean wanted) {
      if (ForeignCode.call(
              () -> {
                transcoder.feed(frame, wanted);
                return true;
              })
          instanceof Threw<Boolean>(Throwable cause)) {
        if (failure == null) {
          failure = cause; // What its reader was told says more, if it was the first.
        }
        return false;
      }
      return true;
    }

    void readAll() {
      while (true) {
        switch (ForeignCode.call(transcoder::read)) {
          case Returned<Frame>(Frame next) -> {
            fault = null;
            publish.accept(next);
            next.release();
          }
          case Threw<Frame>(Throwable cause) -> {
            failure = cause;
            return;
          }
        }
      }
    }

    void close() {
      CLOSING.run(transcoder::close);
      boolean interrupted = false;
      while (reader != null && reader.isAlive()) {
        try {
          reader.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
