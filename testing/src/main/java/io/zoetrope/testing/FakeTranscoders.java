package io.zoetrope.testing;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.FrameBuilder;
import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.media.Jpeg;
import io.zoetrope.core.media.VideoFormat;
import io.zoetrope.core.rendition.TranscodeSettings;
import io.zoetrope.core.rendition.Transcoder;
import io.zoetrope.core.rendition.TranscoderProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Transcoders under the test's control, for pictures that are texts: {@code door} becomes {@code
 * door 320x180@80}, with the caption behind. Any thread may call it.
 */
public final class FakeTranscoders implements TranscoderProvider {
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();
  private final List<String> made = new CopyOnWriteArrayList<>();
  private final Semaphore allowed = new Semaphore(Integer.MAX_VALUE / 2);
  private volatile @Nullable String openingFault;
  private volatile @Nullable String fault;
  private volatile Runnable first = () -> {};

  /** Makes every opening fail for this reason from now on. */
  public void failsToOpen(String reason) {
    openingFault = reason;
  }

  /** Makes every picture fail for this reason from now on, until {@link #worksAgain()}. */
  public void fails(String reason) {
    fault = reason;
  }

  /** Does this before every picture from now on, until {@link #worksAgain()}. */
  public void doesFirst(Runnable action) {
    first = action;
  }

  public void worksAgain() {
    first = () -> {};
    openingFault = null;
    fault = null;
  }

  /** Lets every picture wait until it is {@linkplain #permit allowed}. */
  public void waits() {
    allowed.drainPermits();
  }

  public void permit(int pictures) {
    allowed.release(pictures);
  }

  /** The pictures made, by all transcoders, in their order. */
  public List<String> made() {
    return made;
  }

  public int timesOpened() {
    return opened.get();
  }

  public int openNow() {
    return opened.get() - closed.get();
  }

  @Override
  public Transcoder open() throws IOException {
    String reason = openingFault;
    if (reason != null) {
      throw new IOException(reason);
    }
    opened.incrementAndGet();
    return new FakeTranscoder();
  }

  private final class FakeTranscoder implements Transcoder {
    private volatile boolean gone;

    @Override
    public Frame transcode(Frame original, TranscodeSettings settings, FrameFactory frames)
        throws IOException {
      if (gone) {
        throw new AssertionError("a closed transcoder was used");
      }
      allowed.acquireUninterruptibly();
      first.run();
      String reason = fault;
      if (reason != null) {
        throw new IOException(reason);
      }
      VideoFormat from = original.videoFormat();
      int width = Math.min(from.width(), settings.maxWidth().orElse(Integer.MAX_VALUE));
      Jpeg to = new Jpeg(width, from.height() * width / from.width());
      String text =
          "%s %dx%d@%d%s"
              .formatted(
                  original.data().toString(StandardCharsets.UTF_8),
                  to.width(),
                  to.height(),
                  settings.quality(),
                  settings.caption().map(caption -> " " + caption).orElse(""));
      made.add(text);
      try (FrameBuilder builder = frames.beginFrom(original, text.length())) {
        builder.buffer().writeCharSequence(text, StandardCharsets.UTF_8);
        return original.placeholder() ? builder.finishPlaceholder(to) : builder.finish(to);
      }
    }

    @Override
    public void close() {
      gone = true;
      closed.incrementAndGet();
    }
  }
}
