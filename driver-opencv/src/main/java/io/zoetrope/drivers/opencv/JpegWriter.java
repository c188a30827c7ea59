package io.zoetrope.drivers.opencv;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.FrameBuilder;
import io.zoetrope.core.media.Jpeg;
import java.io.IOException;
import java.util.function.IntFunction;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/** Makes frames of OpenCV's pictures. Used by one thread at a time. */
final class JpegWriter implements AutoCloseable {
  private final BytePointer kind = new BytePointer(".jpg");
  private final IntPointer parameters = new IntPointer(opencv_imgcodecs.IMWRITE_JPEG_QUALITY, 0);

  /** Encodes into what {@code begin} makes for so many bytes; the frame is the caller's. */
  Frame write(Mat picture, int quality, boolean placeholder, IntFunction<FrameBuilder> begin)
      throws IOException {
    parameters.put(1, quality);
    // Takes the encoder's memory over, which goes when it is closed.
    try (BytePointer jpeg = new BytePointer()) {
      if (!opencv_imgcodecs.imencode(kind, picture, jpeg, parameters)) {
        throw new IOException("OpenCV cannot encode the picture as a JPEG");
      }
      try (FrameBuilder builder = begin.apply(Math.toIntExact(jpeg.limit()))) {
        builder.buffer().writeBytes(jpeg.asByteBuffer());
        Jpeg format = new Jpeg(picture.cols(), picture.rows());
        return placeholder ? builder.finishPlaceholder(format) : builder.finish(format);
      }
    }
  }

  @Override
  public void close() {
    kind.close();
    parameters.close();
  }
}
