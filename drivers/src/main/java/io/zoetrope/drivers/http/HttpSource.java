package io.zoetrope.drivers.http;

import io.zoetrope.core.driver.FrameSource;
import io.zoetrope.core.driver.LoginRefusedException;
import io.zoetrope.core.driver.Secrets;
import io.zoetrope.core.driver.SourceEndedException;
import io.zoetrope.core.frame.Frame;
import io.zoetrope.core.frame.FrameFactory;
import io.zoetrope.core.time.Timekeeper;
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
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Pictures that a camera sends over HTTP. One thread reads; any thread may close.
 *
 * <p>What it sends shows with its first answer: a series of JPEGs, which is read on and on; a
 * single picture, which is asked for again and again; or something else, which is left to FFmpeg.
 */
final class HttpSource implements FrameSource {
  private static final Duration USUAL_SILENCE = Duration.ofSeconds(10);

  /** How soon the second picture of an answer must follow that is said to be a single one. */
  private static final Duration LEFT_OPEN = Duration.ofSeconds(1);

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
  private final Timekeeper time;
  private final Pacer pacer;
  private final MissedTicks missed;

  // Used by the reading thread only.
  private HttpConnection.@Nullable Answer answer;
  private @Nullable Pictures pictures;
  private int picturesOfAnswer;
  private boolean leavesOpen;

  // Written by the reading thread under the lock of this.
  private volatile String description = "";
  private volatile boolean single;
  private volatile boolean decodes;
  private @Nullable FrameSource instead;
  private boolean closed;

  /**
   * @param connection to the camera; closed with this
   * @param stills decodes what is not a JPEG
   * @param ffmpeg opens the same address through FFmpeg
   */
  HttpSource(
      HttpAddress address,
      HttpConnection connection,
      FrameFactory frames,
      Timekeeper time,
      Stills stills,
      Callable<FrameSource> ffmpeg) {
    this.connection = connection;
    this.secrets = address.secrets();
    this.frames = frames;
    this.stills = stills;
    this.ffmpeg = ffmpeg;
    this.time = time;
    this.pacer = new Pacer(address.picturesPerSecond());
    this.missed =
        new MissedTicks(
            Duration.ofNanos((long) (1e9 / address.picturesPerSecond())),
            pacer.patience(USUAL_SILENCE),
            System::nanoTime);
  }

  @Override
  public Frame read() throws IOException, InterruptedException {
    FrameSource other = instead();
    if (other != null) {
      return other.read();
    }
    try {
      return readDirectly();
    } catch (LoginRefusedException | SourceEndedException e) {
      throw e;
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
      try {
        Pictures open = pictures;
        if (open == null) {
          open = ask();
          if (open == null) {
            return leaveToFfmpeg().read();
          }
        }
        Frame frame = next(open);
        picturesOfAnswer++;
        single &= picturesOfAnswer == 1;
        missed.pictureCame();
        describe(frame);
        return frame;
      } catch (EOFException e) {
        if (picturesOfAnswer > 0) {
          endAnswer();
        } else {
          leaveOut(e);
        }
      } catch (LoginRefusedException | SourceEndedException e) {
        throw e;
      } catch (IOException e) {
        leaveOut(e);
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
      if (CameraWords.isIn(body)) {
        throw new IOException(connection.quoted("the camera sends a text, not a picture", body));
      }
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

  /**
   * The next picture of the answer. Some cameras leave the answer open after its only picture; that
   * ends it as well.
   */
  private Frame next(Pictures open) throws IOException, InterruptedException {
    HttpConnection.Answer asked = Objects.requireNonNull(answer);
    if (picturesOfAnswer != 1 || !BodyKind.isOnePicture(asked.mediaType())) {
      return open.read();
    }
    if (leavesOpen) {
      asked.abandon();
      throw new EOFException("the answer's only picture has come");
    }
    AtomicBoolean abandoned = new AtomicBoolean();
    Timekeeper.Timer limit =
        time.after(
            LEFT_OPEN,
            () -> {
              abandoned.set(true);
              asked.abandon();
            });
    try {
      return open.read();
    } catch (IOException e) {
      if (abandoned.get()) {
        leavesOpen = true;
        throw new EOFException("the answer's only picture has come");
      }
      throw e;
    } finally {
      limit.cancel();
    }
  }

  /** An answer of one picture is asked for again, whatever it is called; a series has ended. */
  private void endAnswer() throws IOException {
    closeAnswer();
    if (picturesOfAnswer > 1) {
      throw new SourceEndedException("the camera has ended its stream");
    }
    single = true;
  }

  /** A picture that is asked for again and again may be missing now and then. */
  private void leaveOut(IOException failure) throws IOException {
    closeAnswer();
    if (!single || isClosed() || !missed.mayBeLeftOut()) {
      throw failure;
    }
  }

  private void closeAnswer() {
    HttpConnection.Answer ended = answer;
    answer = null;
    pictures = null;
    if (ended != null) {
      try {
        ended.close();
      } catch (IOException e) {
        ended.abandon();
      }
    }
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
