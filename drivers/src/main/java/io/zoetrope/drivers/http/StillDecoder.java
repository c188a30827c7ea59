package io.zoetrope.drivers.http;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.ffmpeg.pictures.PictureStream;
import io.zoetrope.ffmpeg.program.ProgramSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Makes JPEGs of other pictures, with an FFmpeg each. One thread decodes; any thread may close. */
final class StillDecoder implements AutoCloseable {
  private static final int MAX_PICTURE_BYTES = PictureStream.MAX_PICTURE_MEGABYTES << 20;

  private final ProgramSource.Opener decoder;
  private volatile @Nullable FrameSource decoding; // the last one, which may be closed again
  private volatile boolean closed;

  StillDecoder(ProgramSource.Opener decoder) {
    this.decoder = decoder;
  }

  /** Decodes the first picture of the body, which may be animated; the frame is the caller's. */
  Frame decode(InputStream body) throws IOException, InterruptedException {
    byte[] picture = body.readNBytes(MAX_PICTURE_BYTES + 1);
    if (picture.length > MAX_PICTURE_BYTES) {
      throw new IOException(
          "it sends a picture of more than %d MB".formatted(PictureStream.MAX_PICTURE_MEGABYTES));
    }
    try (FrameSource ffmpeg = decoder.open(new ByteArrayInputStream(WebpPicture.first(picture)))) {
      decoding = ffmpeg;
      if (closed) {
        throw new IOException("the source was closed");
      }
      return ffmpeg.read();
    } catch (IOException e) {
      throw new IOException("the camera's picture cannot be decoded: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    closed = true;
    FrameSource last = decoding;
    if (last != null) {
      last.close();
    }
  }
}
