package io.zoetrope.drivers.http;

import io.zoetrope.core.driver.FrameSource;
import io.zoetrope.core.driver.Secrets;
import io.zoetrope.core.frame.Frame;
import io.zoetrope.core.frame.FrameFactory;
import io.zoetrope.drivers.support.Pacer;
import io.zoetrope.drivers.support.PictureStream;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Pictures that a camera sends over HTTP. One thread reads; any thread may close.
 *
 * <p>What it sends shows with its first answer: a series of JPEGs, which is read on and on; a
 * single picture, which is asked for again and again; or something else, which is left to FFmpeg.
 */
final class HttpSource implements FrameSource {
  private static final Duration USUAL_SILENCE = Duration.ofSeconds(10);

  /** What an answer holds. */
  @FunctionalInterface
  private interface Pictures {
    /** The next picture; an EOFException after the last. */
    Frame read() throws IOException, InterruptedException;
  }

  private final HttpConnection connection;
  private final Secrets secrets;
  private final FrameFactory frames;
  private final Stills stills;
  private final Callable<FrameSource> ffmpeg;
  private final Pacer pacer;

  // Used by the reading thread only.
  private HttpConnection.@Nullable Answer answer;
  private @Nullable Pictures pictures;
  private int picturesOfAnswer;

  // Written by the reading thread under the lock of this.
  private volatile String description = "";
  private volatile boolean single;
  private volatile boolean decodes;
  private @Nullable FrameSource instead;
  private boolean closed;

  /**
   * @param stills decodes what is not a JPEG
   * @param ffmpeg opens the same address through FFmpeg
   */
  HttpSource(HttpAddress address, FrameFactory frames, Stills stills, Callable<FrameSource> ffmpeg)
      throws IOException {
    this.connection = new HttpConnection(address);
    this.secrets = address.secrets();
    this.frames = frames;
    this.stills = stills;
    this.ffmpeg = ffmpeg;
    this.pacer = new Pacer(address.picturesPerSecond());
  }

  @Override
  public Frame read() throws IOException, InterruptedException {
    FrameSource other = instead();
    if (other != null) {
      return other.read();
    }
    try {
      return readDirectly();
    } catch (IOException e) {
      throw new IOException(
          isClosed() ? "the source was closed" : HttpFailure.ofException(e, secrets), e);
    }
  }

  @Override
  public Duration maxSilence() {
    return single ? pacer.patience(USUAL_SILENCE) : USUAL_SILENCE;
  }

  @Override
  public String description() {
    FrameSource other = instead();
    return other == null ? description : other.description();
  }

  @Override
  public Optional<Boolean> passesThrough() {
    FrameSource other = instead();
    return other == null ? Optional.of(!decodes) : other.passesThrough();
  }

  @Override
  public void close() {
    FrameSource other;
    synchronized (this) {
      closed = true;
      other = instead;
    }
    pacer.stop();
    connection.close();
    stills.close();
    if (other != null) {
      other.close();
    }
  }

  private Frame readDirectly() throws IOException, InterruptedException {
    while (true) {
      Pictures open = pictures;
      if (open == null) {
        open = ask();
        if (open == null) {
          return leaveToFfmpeg().read();
        }
      }
      try {
        Frame frame = open.read();
        picturesOfAnswer++;
        describe(frame);
        return frame;
      } catch (EOFException e) {
        endAnswer(e);
      }
    }
  }

  /** Asks for pictures; null where the answer holds something else. */
  private @Nullable Pictures ask() throws IOException, InterruptedException {
    pacer.awaitTick();
    HttpConnection.Answer next = connection.ask();
    answer = next;
    picturesOfAnswer = 0;
    InputStream body = new BufferedInputStream(next.body(), 1024);
    BodyKind kind = BodyKind.of(next.mediaType(), body);
    decodes = kind == BodyKind.STILL;
    single |= decodes;
    pictures =
        switch (kind) {
          case JPEGS -> jpegs(next, body)::read;
          case STILL -> () -> decode(body);
          case OTHER -> null;
        };
    if (kind == BodyKind.OTHER) {
      next.close();
    }
    return pictures;
  }

  private PictureStream jpegs(HttpConnection.Answer next, InputStream body) {
    return BodyKind.isMeasured(next.mediaType(), next.body().announcedBytes())
        ? PictureStream.measured(body, frames)
        : new PictureStream(body, frames);
  }

  private Frame decode(InputStream body) throws IOException, InterruptedException {
    if (picturesOfAnswer > 0) {
      throw new EOFException("the picture has ended");
    }
    return stills.decode(body);
  }

  /** An answer of one picture is asked for again; a series that ends has failed. */
  private void endAnswer(EOFException end) throws IOException {
    HttpConnection.Answer ended = Objects.requireNonNull(answer);
    ended.close();
    pictures = null;
    if (picturesOfAnswer == 0) {
      throw end;
    }
    if (picturesOfAnswer > 1 || BodyKind.isEndless(ended.mediaType())) {
      throw new IOException("the camera has ended its stream", end);
    }
    single = true;
  }

  private void describe(Frame frame) {
    if (description.isEmpty()) {
      description =
          String.format(
              Locale.ROOT,
              "%s %dx%d",
              decodes ? "picture" : "mjpeg",
              frame.format().width(),
              frame.format().height());
    }
  }

  private FrameSource leaveToFfmpeg() throws IOException {
    FrameSource opened;
    try {
      opened = ffmpeg.call();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("FFmpeg does not start: " + e.getMessage(), e);
    }
    boolean tooLate;
    synchronized (this) {
      instead = opened;
      tooLate = closed;
    }
    if (tooLate) {
      opened.close();
    }
    return opened;
  }

  private synchronized @Nullable FrameSource instead() {
    return instead;
  }

  private synchronized boolean isClosed() {
    return closed;
  }
}
