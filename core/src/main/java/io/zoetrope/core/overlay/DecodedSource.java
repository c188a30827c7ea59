package io.zoetrope.core.overlay;

import io.zoetrope.base.ForeignCode;
import io.zoetrope.base.Outcome;
import io.zoetrope.base.Outcome.Returned;
import io.zoetrope.base.Outcome.Threw;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.Jpeg;
import io.zoetrope.core.media.Track;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.core.source.WrappedSource;
import io.zoetrope.core.transcode.StreamTranscoder;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * A camera as JPEGs: if it sends video, that is decoded, and its audio is left out. One thread
 * reads; any thread may close. While it decodes, a thread of its own reads the camera.
 */
final class DecodedSource implements WrappedSource {
  private static final ForeignCode CLOSING = new ForeignCode("What decodes video, in closing,");

  private final FrameSource source;
  private final StreamTranscoder.Opening decoders;
  private @Nullable Decoding decoding; // written under the lock of this, by the thread that reads
  private @Nullable Frame changed; // guarded by this: the first one of another format
  private boolean closed; // guarded by this

  /** Takes over the source. */
  DecodedSource(FrameSource source, StreamTranscoder.Opening decoders) {
    this.source = source;
    this.decoders = decoders;
  }

  @Override
  public FrameSource source() {
    return source;
  }

  @Override
  public Frame read() throws IOException, InterruptedException {
    while (true) {
      Decoding open = decoding;
      if (open != null) {
        try {
          return open.transcoder.read();
        } catch (IOException e) {
          open.end();
        }
      }
      Frame next = open == null ? source.read() : open.whatFollows();
      if (next.format() instanceof Jpeg) {
        return next;
      }
      begin(next);
    }
  }

  @Override
  public void close() {
    Decoding open;
    Frame left;
    synchronized (this) {
      closed = true;
      open = decoding;
      left = changed;
      changed = null;
    }
    if (left != null) {
      left.release();
    }
    try {
      source.close();
    } finally {
      if (open != null) {
        open.end();
      }
    }
  }

  /** Takes over the frame. Those before a key frame are left out. */
  private void begin(Frame first) throws IOException, InterruptedException {
    Decoding begun;
    try {
      if (!first.startsGroup()) {
        first.release();
        return;
      }
      begun = new Decoding(first, decoders.open(first.track()));
    } catch (Throwable e) {
      first.release();
      throw e;
    }
    boolean late;
    synchronized (this) {
      decoding = begun;
      late = closed;
    }
    Thread.ofPlatform().daemon().name("overlay-feed").start(begun::feedAll);
    if (late) {
      begun.end();
    }
  }

  /** The video of one track, from its first frame on. */
  private final class Decoding {
    private final Frame first;
    private final Track track;
    private final StreamTranscoder transcoder;
    private final CountDownLatch fed = new CountDownLatch(1);
    private volatile @Nullable Throwable failure; // set before it is fed

    Decoding(Frame first, StreamTranscoder transcoder) {
      this.first = first;
      this.track = first.track();
      this.transcoder = transcoder;
    }

    void end() {
      CLOSING.run(transcoder::close);
    }

    /** Takes over the first frame, and reads those after it. */
    void feedAll() {
      Outcome<Frame> outcome = ForeignCode.call(this::feedWhileTheSame);
      switch (outcome) {
        case Returned<Frame>(Frame next) -> keep(next);
        case Threw<Frame>(Throwable cause) -> failure = cause;
      }
      fed.countDown();
      end();
    }

    private Frame feedWhileTheSame() throws IOException, InterruptedException {
      Frame next = first;
      while (!next.track().isVideo() || next.track().equals(track)) {
        try {
          if (next.track().isVideo()) {
            transcoder.feed(next, true);
          }
        } finally {
          next.release();
        }
        next = source.read();
      }
      return next;
    }

    private void keep(Frame next) {
      boolean late;
      synchronized (DecodedSource.this) {
        late = closed;
        changed = late ? null : next;
      }
      if (late) {
        next.release();
      }
    }

    /** The frame that this could not be fed, or why there is none. */
    Frame whatFollows() throws IOException, InterruptedException {
      fed.await();
      Throwable cause = failure;
      if (cause instanceof IOException reason) {
        throw reason;
      } else if (cause != null) {
        throw new IOException(cause.toString(), cause);
      }
      synchronized (DecodedSource.this) {
        decoding = null;
        Frame next = changed;
        changed = null;
        if (next == null) {
          throw new IOException("the camera was closed");
        }
        return next;
      }
    }
  }
}
