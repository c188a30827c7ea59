package io.zoetrope.drivers.push;

import io.netty.buffer.ByteBuf;
import io.zoetrope.core.ingest.JpegIngest;
import io.zoetrope.core.media.FrameBuilder;
import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.publish.Publication;
import io.zoetrope.core.publish.Publisher;
import io.zoetrope.core.source.DriverContext;
import io.zoetrope.ffmpeg.pictures.PictureStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** What one publisher sends. One thread publishes; any thread may ask and close. */
final class PushPublication implements Publication {
  private final PushPoint point;
  private final Publisher publisher;
  private final DriverContext context;
  private volatile boolean still; // Whether a whole body was one picture.

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

  @Override
  public Taken publish(InputStream body, boolean measured) throws IOException {
    PictureDeadline inTime = new PictureDeadline(body, context.time());
    PictureStream series =
        measured
            ? PictureStream.measured(inTime, context.frames())
            : new PictureStream(inTime, context.frames());
    long pictures = 0;
    long dropped = 0;
    try {
      while (true) {
        boolean missed = point.take(this, series.read(), pictures == 0);
        pictures++;
        dropped += missed ? 1 : 0;
        inTime.restart();
      }
    } catch (EOFException end) {
      if (pictures == 0) {
        throw end;
      }
      still = pictures == 1;
      // What follows a picture is taken from the sender, who would not listen before.
      inTime.transferTo(OutputStream.nullOutputStream());
      return new Taken(pictures, dropped);
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
