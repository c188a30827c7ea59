package io.zoetrope.recording.video;

import io.zoetrope.ffmpeg.transcode.MirroredPicture;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Carries pictures into FFmpeg, each when the next one says how long it is shown. Run by one
 * thread, which the pipe may hold; it releases every picture that it takes.
 */
final class VideoFeed {
  /** Some encoders forget how long the last picture lasts: it is shown once more for this time. */
  private static final long LAST_MICROS = 40_000;

  private static final long SHORTEST_MICROS = 1_000;

  private final PictureQueue pictures;
  private final VideoSettings format;
  private final AtomicLong written = new AtomicLong();

  /** Since when FFmpeg has been given a picture that it has not taken; 0 while there is none. */
  private volatile long givenNanos;

  VideoFeed(PictureQueue pictures, VideoSettings format) {
    this.pictures = pictures;
    this.format = format;
  }

  long written() {
    return written.get();
  }

  Duration stuckFor() {
    long given = givenNanos;
    return given == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - given);
  }

  /** Writes all pictures up to the end of the queue, whose lack means a video cut off. */
  void run(OutputStream out) throws IOException, InterruptedException {
    MatroskaWriter writer = new MatroskaWriter(out, format.codedWidth(), format.codedHeight());
    Optional<TimedPicture> shown = pictures.take();
    long at = 0;
    try {
      while (shown.isPresent()) {
        Optional<TimedPicture> next = pictures.take();
        givenNanos = System.nanoTime();
        try {
          if (next.isPresent()) {
            long nextAt = Math.max(next.get().atMicros(), at + SHORTEST_MICROS);
            writer.write(at, nextAt - at, pieces(shown.get()));
            at = nextAt;
          } else if (!pictures.isCut()) {
            writeLast(writer, shown.get(), at, pictures.endMicros());
          }
          written.incrementAndGet();
        } finally {
          givenNanos = 0;
          shown.get().release().run();
          shown = next;
        }
      }
    } finally {
      shown.ifPresent(picture -> picture.release().run());
    }
  }

  private void writeLast(MatroskaWriter writer, TimedPicture last, long at, long end)
      throws IOException {
    long rest = Math.max(end - at, SHORTEST_MICROS);
    if (rest > 2 * LAST_MICROS) {
      writer.write(at, rest - LAST_MICROS, pieces(last));
      writer.write(end - LAST_MICROS, LAST_MICROS, pieces(last));
    } else {
      writer.write(at, rest, pieces(last));
    }
  }

  private ByteBuffer[] pieces(TimedPicture picture) {
    return format.encoder().isPresent()
        ? MirroredPicture.of(picture.jpeg())
        : new ByteBuffer[] {picture.jpeg()};
  }
}
