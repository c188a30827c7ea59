package io.zoetrope.core.overlay;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.core.source.SourceOpener;
import io.zoetrope.core.transcode.TranscodeSettings;
import io.zoetrope.core.transcode.Transcoder;
import io.zoetrope.core.transcode.TranscoderProvider;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/** A camera with a text burnt into its pictures. One thread reads; any thread may close. */
final class OverlaidSource implements FrameSource {
  /** Of so many broken pictures in a row the last one's fault is told. */
  private static final int MOST_BROKEN = 10;

  private final FrameSource source;
  private final Transcoder transcoder;
  private final Function<Frame, TranscodeSettings> settings;
  private final FrameFactory frames;
  private final ReentrantLock lock = new ReentrantLock();
  private boolean transcoding; // guarded by the lock
  private boolean closed; // guarded by the lock

  private OverlaidSource(
      FrameSource source,
      Transcoder transcoder,
      Function<Frame, TranscodeSettings> settings,
      FrameFactory frames) {
    this.source = source;
    this.transcoder = transcoder;
    this.settings = settings;
    this.frames = frames;
  }

  /**
   * Opens a camera's source with a text over its pictures.
   *
   * @param camera opens the camera's own source
   * @param frames makes the camera's frames
   * @return the open source, the caller's to close
   * @throws IOException when the source does not open, or there is no transcoder
   */
  static OverlaidSource open(
      SourceOpener camera,
      String cameraName,
      OverlayText text,
      Optional<TranscoderProvider> transcoders,
      FrameFactory frames)
      throws IOException, InterruptedException {
    Transcoder transcoder = transcoder(transcoders);
    boolean opened = false;
    try {
      ZoneId zone = ZoneId.systemDefault();
      OverlaidSource overlaid =
          new OverlaidSource(
              camera.open(),
              transcoder,
              frame ->
                  new TranscodeSettings(
                      OptionalInt.empty(),
                      TranscodeSettings.USUAL_QUALITY,
                      Optional.of(text.of(cameraName, frame.capturedAt(), zone))),
              frames);
      opened = true;
      return overlaid;
    } finally {
      if (!opened) {
        transcoder.close();
      }
    }
  }

  @Override
  public Frame read() throws IOException, InterruptedException {
    for (int broken = 1; ; broken++) {
      Frame original = source.read();
      try {
        return overlaid(original);
      } catch (IOException e) {
        if (broken == MOST_BROKEN) {
          throw e;
        }
      } finally {
        original.release();
      }
    }
  }

  @Override
  public Duration maxSilence() {
    return source.maxSilence();
  }

  @Override
  public String description() {
    return source.description();
  }

  @Override
  public void close() {
    try {
      source.close();
    } finally {
      closeTranscoder();
    }
  }

  private void closeTranscoder() {
    boolean inUse;
    lock.lock();
    try {
      inUse = transcoding || closed;
      closed = true;
    } finally {
      lock.unlock();
    }
    if (!inUse) {
      transcoder.close();
    }
  }

  private Frame overlaid(Frame original) throws IOException {
    beginTranscoding();
    try {
      return transcoder.transcode(original, settings.apply(original), frames);
    } finally {
      endTranscoding();
    }
  }

  private void beginTranscoding() throws IOException {
    lock.lock();
    try {
      if (closed) {
        throw new IOException("the camera was closed");
      }
      transcoding = true;
    } finally {
      lock.unlock();
    }
  }

  /** Whoever closed the source in the meantime has left the transcoder to this thread. */
  private void endTranscoding() {
    boolean over;
    lock.lock();
    try {
      transcoding = false;
      over = closed;
    } finally {
      lock.unlock();
    }
    if (over) {
      transcoder.close();
    }
  }

  private static Transcoder transcoder(Optional<TranscoderProvider> transcoders)
      throws IOException {
    try {
      return transcoders
          .orElseThrow(() -> new IOException("nothing that decodes pictures is installed"))
          .open();
    } catch (IOException e) {
      throw new IOException(
          "its overlay cannot be drawn: %s; remove 'overlay' from this camera's settings to watch it without"
              .formatted(e.getMessage()),
          e);
    }
  }
}
