package io.zoetrope.drivers.http;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.time.Timekeeper;
import io.zoetrope.ffmpeg.pictures.PictureStream;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Reads the pictures in one answer after the other. One thread; closing ends the present answer.
 */
final class ResponsePictures implements AutoCloseable {
  /** How soon the second picture of an answer must follow that is said to be a single one. */
  private static final Duration LEFT_OPEN = Duration.ofSeconds(1);

  @FunctionalInterface
  private interface Pictures {
    Frame read() throws IOException, InterruptedException;
  }

  private final HttpConnection connection;
  private final FrameFactory frames;
  private final StillDecoder stills;
  private final Timekeeper time;
  private HttpConnection.@Nullable Response answer;
  private @Nullable Pictures pictures;
  private int picturesRead;
  private boolean leavesOpen;

  ResponsePictures(
      HttpConnection connection, FrameFactory frames, StillDecoder stills, Timekeeper time) {
    this.connection = connection;
    this.frames = frames;
    this.stills = stills;
    this.time = time;
  }

  /** Asks for the next answer. If it holds something other than pictures, it is closed again. */
  BodyKind ask() throws IOException {
    HttpConnection.Response next = connection.ask();
    answer = next;
    picturesRead = 0;
    InputStream body = new BufferedInputStream(next.body(), 1024);
    BodyKind kind = BodyKind.of(next.mediaType(), body);
    switch (kind) {
      case JPEGS -> pictures = jpegs(next, body)::read;
      case STILL -> pictures = () -> decode(body);
      case OTHER -> {
        if (CameraMessage.isIn(body)) {
          throw new IOException(connection.quoted("the camera sends a text, not a picture", body));
        }
        close();
      }
    }
    return kind;
  }

  boolean isOpen() {
    return pictures != null;
  }

  int picturesRead() {
    return picturesRead;
  }

  /**
   * The next picture of the answer, the caller's to release; an EOFException after the last. Some
   * cameras leave the answer open after its only picture; that ends it as well.
   */
  Frame read() throws IOException, InterruptedException {
    HttpConnection.Response asked = Objects.requireNonNull(answer);
    Pictures open = Objects.requireNonNull(pictures);
    boolean mayBeLast = picturesRead == 1 && BodyKind.isOnePicture(asked.mediaType());
    Frame frame = mayBeLast ? readSecond(asked, open) : open.read();
    picturesRead++;
    return frame;
  }

  @Override
  public void close() {
    HttpConnection.Response ended = answer;
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

  private Frame readSecond(HttpConnection.Response asked, Pictures open)
      throws IOException, InterruptedException {
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

  private PictureStream jpegs(HttpConnection.Response next, InputStream body) {
    return BodyKind.isMeasured(next.mediaType(), next.body().announcedBytes())
        ? PictureStream.measured(body, frames)
        : new PictureStream(body, frames);
  }

  private Frame decode(InputStream body) throws IOException, InterruptedException {
    if (picturesRead > 0) {
      throw new EOFException("the picture has ended");
    }
    return stills.decode(body);
  }
}
