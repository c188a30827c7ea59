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
 * The pictures of a camera's video, while a rendition shows them. Used by the rendition's thread
 * only, except for {@link #fault}; the pictures come on a thread of its own.
 */
final class DecodedVideo {
  private static final ForeignCode THREADS = new ForeignCode("A thread of decoded video");
  private static final ForeignCode CLOSING = new ForeignCode("What decodes video, in closing,");
  private static final Backoff RETRIES = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));

  /** A decoder that worked for so long begins with the shortest delay again. */
  private static final long PROVEN_NANOS = Duration.ofSeconds(10).toNanos();

  private final Supplier<Optional<RenditionFault>> room;
  private final StreamTranscoder.Opening opening;
  private final ThreadFactory threads;
  private final Consumer<Frame> publish;
  private @Nullable Decoder decoder;
  private int failures;
  private long notBeforeNanos;
  private volatile @Nullable RenditionFault fault;

  /**
   * @param room asked before each opening; says why there must not be one
   * @param threads make the threads that read
   * @param publish takes each picture, which stays this object's to release; any thread
   */
  DecodedVideo(
      Supplier<Optional<RenditionFault>> room,
      StreamTranscoder.Opening opening,
      ThreadFactory threads,
      Consumer<Frame> publish) {
    this.room = room;
    this.opening = opening;
    this.threads = threads;
    this.publish = publish;
  }

  /** Why there are no pictures, if that is so. */
  Optional<RenditionFault> fault() {
    return Optional.ofNullable(fault);
  }

  /** Takes the next frame of the video; of those wanted, a picture is published soon. */
  void take(Frame frame, boolean wanted) {
    Decoder open = decoder;
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

  /** Ends the decoder, if there is one, and waits until its last picture was published. */
  void close() {
    Decoder open = decoder;
    decoder = null;
    if (open != null) {
      open.close();
    }
  }

  private @Nullable Decoder opened(Frame frame) {
    long now = frame.capturedNanos();
    if (failures > 0 && now - notBeforeNanos < 0) {
      return null;
    }
    Optional<RenditionFault> noRoom = room.get();
    if (noRoom.isPresent()) {
      fault = noRoom.get();
      return null;
    }
    switch (ForeignCode.call(() -> new Decoder(frame.track(), opening.open(frame.track()), now))) {
      case Returned<Decoder>(Decoder made) -> {
        Thread reader = threads.newThread(made::readAll);
        made.reader = reader;
        if (THREADS.run(reader::start)) {
          decoder = made;
        } else {
          CLOSING.run(made.transcoder::close);
          retryLater(RenditionFault.undecoded(frame.format(), "no thread can be started"), now);
        }
      }
      case Threw<Decoder>(Throwable cause) ->
          retryLater(RenditionFault.undecodable(frame.format(), reason(cause)), now);
    }
    return decoder;
  }

  private void failed(Decoder broken, Frame at) {
    Throwable cause = broken.failure;
    close();
    long now = at.capturedNanos();
    failures = now - broken.openedNanos >= PROVEN_NANOS ? 0 : failures;
    String reason = cause == null ? "what decodes it has ended" : reason(cause);
    retryLater(RenditionFault.undecoded(at.format(), reason), now);
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
  private final class Decoder {
    private final Track track;
    private final StreamTranscoder transcoder;
    private final long openedNanos;
    private @Nullable Thread reader;
    private volatile @Nullable Throwable failure;

    Decoder(Track track, StreamTranscoder transcoder, long openedNanos) {
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
          case Returned<Frame>(Frame made) -> {
            fault = null;
            publish.accept(made);
            made.release();
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
