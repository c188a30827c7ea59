package io.zoetrope.drivers.opencv;

import io.zoetrope.base.Closer;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.media.Jpeg;
import io.zoetrope.core.transcode.TranscodeSettings;
import io.zoetrope.core.transcode.Transcoder;
import io.zoetrope.picture.JpegInspection;
import io.zoetrope.picture.JpegInspector;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.OptionalInt;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/** Scales, captions and re-encodes, in memory that it keeps. Used by one thread at a time. */
final class OpenCvTranscoder implements Transcoder {
  private final Closer parts = new Closer();
  private final Mat decoded = parts.add(new Mat());
  private final Mat scaled = parts.add(new Mat());
  private final Caption caption = parts.add(new Caption());
  private final JpegWriter writer = parts.add(new JpegWriter());

  @Override
  public Frame transcode(Frame original, TranscodeSettings settings, FrameFactory frames)
      throws IOException {
    try {
      Mat picture = scaledDown(original, settings.maxWidth());
      if (settings.caption().isPresent()) {
        caption.draw(settings.caption().get(), picture);
      }
      return writer.write(
          picture,
          settings.quality(),
          original.placeholder(),
          sizeBytes -> frames.beginFrom(original, sizeBytes));
    } catch (RuntimeException e) {
      throw CvFailure.of("the picture cannot be re-encoded", e);
    }
  }

  private Mat scaledDown(Frame original, OptionalInt maxWidth) throws IOException {
    ByteBuffer jpeg = original.data().nioBuffer();
    JpegInspection.Picture header = inspect(original, jpeg);
    int target = maxWidth.orElse(Integer.MAX_VALUE);
    decode(jpeg, reduction(header.width(), target));
    if (decoded.cols() < Math.min(target, header.width()) && decoded.cols() < decoded.rows()) {
      // The camera was held upright and says so in the picture, whose sides have changed places.
      decode(jpeg, 1);
    }
    if (decoded.cols() <= target) {
      return decoded;
    }
    boolean turned = (header.width() > header.height()) != (decoded.cols() > decoded.rows());
    int width = turned ? header.height() : header.width();
    int height = turned ? header.width() : header.height();
    try (Size size = new Size(target, evenHeight(target, width, height))) {
      opencv_imgproc.resize(decoded, scaled, size, 0, 0, opencv_imgproc.INTER_AREA);
    }
    return scaled;
  }

  private static JpegInspection.Picture inspect(Frame original, ByteBuffer jpeg)
      throws IOException {
    if (!(original.format() instanceof Jpeg)) {
      throw new IOException(
          "only JPEGs can be re-encoded, not %s".formatted(original.format().codecName()));
    }
    checkSize(original.videoFormat().width(), original.videoFormat().height());
    return switch (JpegInspector.inspect(jpeg)) {
      case JpegInspection.Broken broken ->
          throw new IOException("the picture is broken: " + broken.reason());
      case JpegInspection.Picture picture -> {
        checkSize(picture.width(), picture.height());
        yield picture;
      }
    };
  }

  private static void checkSize(int width, int height) throws IOException {
    if ((long) width * height > Natives.MOST_PIXELS) {
      throw new IOException(
          "a picture of %dx%d pixels is too large to be re-encoded; the limit is %d megapixels"
              .formatted(width, height, Natives.MOST_PIXELS / 1_000_000));
    }
  }

  private void decode(ByteBuffer jpeg, int reduction) throws IOException {
    int flags =
        switch (reduction) {
          case 8 -> opencv_imgcodecs.IMREAD_REDUCED_COLOR_8;
          case 4 -> opencv_imgcodecs.IMREAD_REDUCED_COLOR_4;
          case 2 -> opencv_imgcodecs.IMREAD_REDUCED_COLOR_2;
          default -> opencv_imgcodecs.IMREAD_COLOR;
        };
    try (BytePointer bytes = new BytePointer(jpeg);
        Mat encoded = new Mat(1, jpeg.remaining(), opencv_core.CV_8UC1, bytes);
        Mat result = opencv_imgcodecs.imdecode(encoded, flags, decoded)) {
      if (result.empty()) {
        throw new IOException("the picture is damaged and cannot be decoded");
      }
    }
  }

  /** By what the decoder may divide both sides, which costs it next to nothing. */
  private static int reduction(int width, int target) {
    int reduction = 8;
    while (reduction > 1 && width / reduction < target) {
      reduction /= 2;
    }
    return reduction;
  }

  private static int evenHeight(int target, int width, int height) {
    return Math.max(2, (int) (2 * Math.round(target * (double) height / width / 2)));
  }

  @Override
  public void close() {
    parts.close();
  }
}
