package io.zoetrope.testing;

import io.netty.buffer.ByteBuf;
import io.zoetrope.core.camera.SourceOpener;
import io.zoetrope.core.driver.CameraControls;
import io.zoetrope.core.driver.FrameSource;
import io.zoetrope.core.media.Frame;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;

/**
 * Remembers the buffers of all frames that were read, to tell how many are still held by anybody.
 * Any thread may call it.
 */
public final class FrameLedger {
  private final Set<ByteBuf> buffers = Collections.newSetFromMap(new IdentityHashMap<>());

  /** The opener, with all its frames entered here. */
  public SourceOpener watching(SourceOpener opener) {
    return new SourceOpener() {
      @Override
      public FrameSource open() throws IOException, InterruptedException {
        return new WatchedSource(opener.open());
      }

      @Override
      public Optional<CameraControls> controls() {
        return opener.controls();
      }
    };
  }

  /** How many frames have not been given back to their pool. */
  public synchronized long held() {
    return buffers.stream().filter(buffer -> buffer.refCnt() > 0).count();
  }

  private synchronized void enter(Frame frame) {
    ByteBuf buffer = frame.data();
    // The pool hands out the same object again and again: the innermost is entered once.
    while (buffer.unwrap() != null) {
      buffer = buffer.unwrap();
    }
    buffers.add(buffer);
  }

  private final class WatchedSource implements FrameSource {
    private final FrameSource source;

    WatchedSource(FrameSource source) {
      this.source = source;
    }

    @Override
    public Frame read() throws IOException, InterruptedException {
      Frame frame = source.read();
      enter(frame);
      return frame;
    }

    @Override
    public Duration maxSilence() {
      return source.maxSilence();
    }

    @Override
    public void close() {
      source.close();
    }
  }
}
