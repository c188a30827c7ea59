package io.zoetrope.drivers.push;

import io.netty.buffer.ByteBuf;
import io.zoetrope.core.ingest.JpegIngest;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.FrameBuilder;
import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.media.TrackKinds;
import io.zoetrope.core.publish.Publication;
import io.zoetrope.core.publish.Publisher;
import io.zoetrope.core.publish.PublishingRefusedException;
import io.zoetrope.core.source.DriverContext;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.core.source.SourceEndedException;
import io.zoetrope.ffmpeg.FfmpegDriver;
import io.zoetrope.ffmpeg.pictures.BufferedBytes;
import io.zoetrope.ffmpeg.pictures.PictureStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;

/** What one publisher sends. One thread publishes; any thread may ask and close. */
final class PushPublication implements Publication {
  /** A live source, which sends what it has gathered at the start, is not held up by this. */
  private static final Duration MOST_AHEAD = Duration.ofSeconds(2);

  private final PushPoint point;
  private final Publisher publisher;
  private final DriverContext context;
  private volatile boolean still; // Whether a whole body was one picture.

  private volatile Optional<TrackKinds> kinds = Optional.of(new TrackKinds(true, false));

  // Used by the thread that publishes only.
  private long pictures;
  private long dropped;

  PushPublication(PushPoint point, Publisher publisher, DriverContext context) {
    this.point = point;
    this.publisher = publisher;
    this.context = context;
  }

  Publisher publisher() {
    return publisher;
  }

  @Override
  public boolean watched() {
    return point.watched(this);
  }

  Optional<TrackKinds> trackKinds() {
    return kinds;
  }

  @Override
  public Taken publish(InputStream body, boolean measured) throws IOException {
    PostedBody posted = new PostedBody(body, context.time());
    BufferedBytes bytes = new BufferedBytes(posted);
    PostedKind kind = PostedKind.of(bytes);
    pictures = 0;
    dropped = 0;
    try {
      if (kind == PostedKind.PICTURES) {
        publishPictures(posted, bytes, measured);
      } else {
        publishVideo(posted, bytes, kind);
      }
      return new Taken(pictures, dropped);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  private void publishPictures(PostedBody posted, BufferedBytes bytes, boolean measured)
      throws IOException {
    PictureStream series =
        measured
            ? PictureStream.measured(bytes, context.frames())
            : new PictureStream(bytes, context.frames());
    try {
      while (true) {
        take(posted, series.read());
      }
    } catch (EOFException end) {
      if (pictures == 0) {
        throw end;
      }
      still = pictures == 1;
      // What follows a picture is taken from the sender, who would not listen before.
      posted.transferTo(OutputStream.nullOutputStream());
    }
  }

  /** Also while nobody watches: whoever comes can begin with the last key frame. */
  private void publishVideo(PostedBody posted, BufferedBytes bytes, PostedKind kind)
      throws IOException, InterruptedException {
    try (FrameSource source = FfmpegDriver.openFeed(bytes.stream(), kind.container, context)) {
      while (true) {
        Frame frame = source.read();
        kinds = source.trackKinds();
        long decodeNanos = frame.decodeNanos();
        takeInTurn(posted, frame);
        awaitTime(decodeNanos);
      }
    } catch (SourceEndedException end) {
      posted.requireUnharmed();
      if (pictures == 0) {
        throw end;
      }
    } catch (PublishingRefusedException e) {
      throw e;
    } catch (IOException e) {
      posted.requireUnharmed();
      throw e;
    }
  }

  /** Takes over the frame's one reference. */
  private void takeInTurn(PostedBody posted, Frame frame) throws IOException, InterruptedException {
    try {
      point.awaitRoom(this, frame);
    } catch (InterruptedException e) {
      frame.release();
      throw e;
    }
    take(posted, frame);
  }

  /** Takes over the frame's one reference. */
  private void take(PostedBody posted, Frame frame) throws IOException {
    boolean picture = frame.track().isVideo();
    boolean missed = point.take(this, frame, pictures == 0);
    pictures += picture ? 1 : 0;
    dropped += missed ? 1 : 0;
    posted.pictureCame();
  }

  /** A file comes faster than it is to be played: its sender waits. */
  private void awaitTime(long decodeNanos) throws InterruptedException {
    long ahead = decodeNanos - context.time().nanoTime() - MOST_AHEAD.toNanos();
    if (ahead > 0) {
      Thread.sleep(Duration.ofNanos(ahead));
    }
  }

  @Override
  public void publish(ByteBuf jpeg) throws IOException {
    FrameFactory frames = context.frames();
    try (FrameBuilder builder = frames.begin(jpeg.readableBytes())) {
      builder.buffer().writeBytes(jpeg, jpeg.readerIndex(), jpeg.readableBytes());
      point.take(this, JpegIngest.finish(builder), false);
    }
  }

  @Override
  public void close() {
    point.ended(this, still);
  }
}
