package io.zoetrope.drivers.http;

import io.zoetrope.base.Closer;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.media.TrackKinds;
import io.zoetrope.core.secret.Secrets;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.core.source.LoginRefusedException;
import io.zoetrope.core.source.Pacer;
import io.zoetrope.core.source.SourceEndedException;
import io.zoetrope.core.source.SourceOpener;
import io.zoetrope.core.time.Timekeeper;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Pictures over HTTP: a series of JPEGs, a single picture that is asked for again and again, or
 * something else, which is left to FFmpeg. One thread reads; any thread may close.
 */
final class HttpSource implements FrameSource {
  private static final Duration USUAL_SILENCE = Duration.ofSeconds(10);

  private final Secrets secrets;
  private final SourceOpener ffmpeg;
  private final Closer parts = new Closer();
  private final ResponsePictures answers;
  private final Pacer pacer;
  private final MissedPictures missed;

  // Written by the reading thread.
  private volatile @Nullable FrameSource opened;
  private volatile String description = "";
  private volatile boolean single;
  private volatile boolean decodes;

  private volatile boolean closed;

  /** The connection is closed with this. */
  HttpSource(
      HttpAddress address,
      HttpConnection connection,
      FrameFactory frames,
      Timekeeper time,
      StillDecoder stills,
      SourceOpener ffmpeg) {
    this.secrets = address.secrets();
    this.ffmpeg = ffmpeg;
    parts.add(stills);
    parts.add(connection);
    this.answers = new ResponsePictures(connection, frames, stills, time);
    this.pacer = new Pacer(address.picturesPerSecond());
    this.missed =
        new MissedPictures(
            Duration.ofNanos((long) (1e9 / address.picturesPerSecond())),
            pacer.patience(USUAL_SILENCE),
            System::nanoTime);
  }

  @Override
  public Frame read() throws IOException, InterruptedException {
    FrameSource other = opened;
    if (other != null) {
      return other.read();
    }
    try {
      return readDirectly();
    } catch (LoginRefusedException | SourceEndedException e) {
      throw e;
    } catch (IOException e) {
      throw new IOException(
          closed ? "the source was closed" : HttpFailure.ofException(e, secrets), e);
    }
  }

  @Override
  public Duration maxSilence() {
    return single ? pacer.patience(USUAL_SILENCE) : USUAL_SILENCE;
  }

  @Override
  public String description() {
    FrameSource other = opened;
    return other == null ? description : other.description();
  }

  @Override
  public Optional<Boolean> passesThrough() {
    FrameSource other = opened;
    return other == null ? Optional.of(!decodes) : other.passesThrough();
  }

  @Override
  public Optional<TrackKinds> trackKinds() {
    FrameSource other = opened;
    return other == null ? Optional.of(new TrackKinds(true, false)) : other.trackKinds();
  }

  @Override
  public void close() {
    closed = true;
    pacer.stop();
    parts.close();
  }

  private Frame readDirectly() throws IOException, InterruptedException {
    while (true) {
      try {
        if (!answers.isOpen() && ask() == BodyKind.OTHER) {
          opened = parts.add(ffmpeg.open());
          return opened.read();
        }
        Frame frame = answers.read();
        single &= answers.picturesRead() == 1;
        missed.pictureCame();
        describe(frame);
        return frame;
      } catch (EOFException e) {
        if (answers.picturesRead() > 0) {
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

  private BodyKind ask() throws IOException, InterruptedException {
    pacer.awaitTick();
    BodyKind kind = answers.ask();
    decodes = kind == BodyKind.STILL;
    single |= decodes;
    return kind;
  }

  /** An answer of one picture is asked for again, whatever it is called; a series has ended. */
  private void endAnswer() throws IOException {
    answers.close();
    if (answers.picturesRead() > 1) {
      throw new SourceEndedException("the camera has ended its stream");
    }
    single = true;
  }

  /** A picture that is asked for again and again may be missing now and then. */
  private void leaveOut(IOException failure) throws IOException {
    answers.close();
    if (!single || closed || !missed.mayBeLeftOut()) {
      throw failure;
    }
  }

  private void describe(Frame frame) {
    if (description.isEmpty()) {
      description =
          String.format(
              Locale.ROOT,
              "%s %dx%d",
              decodes ? "picture" : "mjpeg",
              frame.videoFormat().width(),
              frame.videoFormat().height());
    }
  }
}
