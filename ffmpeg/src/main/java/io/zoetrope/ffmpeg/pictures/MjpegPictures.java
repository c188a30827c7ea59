package io.zoetrope.ffmpeg.pictures;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.source.FrameSource;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** JPEGs passed on as they come out of a stream, which stays its owner's to close. */
public final class MjpegPictures implements FrameSource {
  private final PictureStream pictures;

  public MjpegPictures(InputStream in, FrameFactory frames) {
    this(new BufferedBytes(in), frames);
  }

  /** Of which the first bytes may have been looked at. */
  public MjpegPictures(BufferedBytes in, FrameFactory frames) {
    pictures = new PictureStream(in, frames);
  }

  @Override
  public Frame read() throws IOException {
    return pictures.read();
  }

  @Override
  public String description() {
    return "mjpeg";
  }

  @Override
  public Optional<Boolean> passesThrough() {
    return Optional.of(true);
  }

  @Override
  public void close() {}
}
