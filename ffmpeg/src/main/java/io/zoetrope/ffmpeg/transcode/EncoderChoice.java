package io.zoetrope.ffmpeg.transcode;

import io.zoetrope.base.ForeignCode;
import io.zoetrope.base.Outcome.Returned;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.FrameBuilder;
import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.media.Jpeg;
import io.zoetrope.core.media.Track;
import io.zoetrope.picture.PlaceholderPicture;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds out which encoder makes H.264 in an FFmpeg. That one is listed means little: the machine
 * must have the part for it, and nobody else may use it. So each has to show that it works, with
 * pictures of the size that is wanted; what was found out is remembered. Any thread.
 */
final class EncoderChoice {
  /** What the longest may take, with a driver to be loaded. */
  private static final Duration TRIAL = Duration.ofSeconds(5);

  /** Some hold a few back. */
  private static final int PICTURES = 8;

  private static final int SMALLEST_WIDTH = 320;
  private static final int SMALLEST_HEIGHT = 240;
  private static final long INTERVAL_NANOS = 40_000_000;

  private record Wanted(Path program, H264Size size) {}

  private final Map<Wanted, H264Encoder> chosen = new ConcurrentHashMap<>();

  /**
   * The best encoder for pictures of this size.
   *
   * @param withHardware whether the machine's own may be used
   * @param frames makes pictures for a trial
   */
  H264Encoder of(Path program, H264Size size, boolean withHardware, FrameFactory frames)
      throws IOException, InterruptedException {
    Wanted wanted = new Wanted(program, size);
    H264Encoder known = chosen.get(wanted);
    if (known == null) {
      known = find(program, size, withHardware, frames);
      chosen.put(wanted, known);
    }
    return known;
  }

  /** It was chosen for this and has not worked after all: the best program takes its place. */
  void failed(Path program, H264Size size) throws IOException, InterruptedException {
    chosen.put(new Wanted(program, size), software(H264Encoder.listed(program)));
  }

  private static H264Encoder find(
      Path program, H264Size size, boolean withHardware, FrameFactory frames)
      throws IOException, InterruptedException {
    List<H264Encoder> listed = H264Encoder.listed(program);
    if (withHardware) {
      for (H264Encoder encoder : listed) {
        if (encoder.isHardware() && works(program, encoder, size, frames)) {
          return encoder;
        }
      }
    }
    return software(listed);
  }

  private static H264Encoder software(List<H264Encoder> listed) throws IOException {
    return listed.stream()
        .filter(encoder -> !encoder.isHardware())
        .findFirst()
        .orElseThrow(() ->
            new IOException(
                "its FFmpeg has no encoder for that; use one with libx264 or libopenh264, see --ffmpeg"));
  }

  private static boolean works(
      Path program, H264Encoder encoder, H264Size size, FrameFactory frames)
      throws InterruptedException {
    int width = Math.max(SMALLEST_WIDTH, size.width());
    int height = Math.max(SMALLEST_HEIGHT, size.height());
    byte[] jpeg = PlaceholderPicture.paint(width, height, "", "", List.of());
    Track track = Track.only(new Jpeg(width, height));
    try (TranscodedStream stream = TranscodedStream.h264(program, track, encoder, frames)) {
      return new ForeignCode("The trial of an encoder")
                  .callWithin(TRIAL, () -> makesKeyFrame(stream, track, jpeg, frames))
              instanceof Returned<Boolean>(Boolean works)
          && works;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean makesKeyFrame(
      TranscodedStream stream, Track track, byte[] jpeg, FrameFactory frames) throws IOException {
    for (int n = 0; n < PICTURES; n++) {
      try (FrameBuilder builder = frames.begin(jpeg.length)) {
        builder.buffer().writeBytes(jpeg);
        Frame picture = builder.finish(track, true, builder.capturedNanos() + n * INTERVAL_NANOS);
        try {
          stream.feed(picture, true);
        } finally {
          picture.release();
        }
      }
    }
    stream.endInput(); // FFmpeg 8 waits for it before it says that an encoder cannot be opened.
    Frame made = stream.read();
    made.release();
    return made.keyFrame();
  }
}
