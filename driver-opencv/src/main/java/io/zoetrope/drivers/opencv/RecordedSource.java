package io.zoetrope.drivers.opencv;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.core.source.Pacer;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.bytedeco.opencv.global.opencv_videoio;

/** A recording, at its own speed or another. One thread reads, any thread may close. */
final class RecordedSource implements FrameSource {
  private static final double FASTEST = 240;

  private final OpenCvOptions.Recording recording;
  private final Capture capture;
  private final Pacer pacer;
  private final String description;

  private RecordedSource(OpenCvOptions.Recording recording, Capture capture) {
    this.recording = recording;
    this.capture = capture;
    this.pacer = new Pacer(recording.fps().orElse(ownRate(capture)));
    this.description = capture.description();
  }

  static RecordedSource open(OpenCvOptions.Recording recording, FrameFactory frames)
      throws IOException {
    return Capture.open(
            opening -> opening.open(recording.name(), opencv_videoio.CAP_ANY),
            recording.quality(),
            frames)
        .map(capture -> new RecordedSource(recording, capture))
        .orElseThrow(() ->
            new IOException(
                "OpenCV cannot read '%1$s': it reads AVI files of JPEGs and series of numbered pictures, of at most %2$d megapixels each; try file:%1$s for any other video"
                    .formatted(recording.name(), Natives.MOST_PIXELS / 1_000_000)));
  }

  @Override
  public Frame read() throws IOException, InterruptedException {
    pacer.awaitTick();
    Optional<Frame> next = capture.read();
    if (next.isPresent()) {
      return next.get();
    }
    long position = Math.round(capture.property(opencv_videoio.CAP_PROP_POS_FRAMES));
    if (position < capture.property(opencv_videoio.CAP_PROP_FRAME_COUNT)) {
      throw unreadable(position + 1);
    }
    if (!recording.loop()) {
      throw new IOException("the recording has ended");
    }
    capture.set(opencv_videoio.CAP_PROP_POS_FRAMES, 0);
    return capture.read().orElseThrow(() -> unreadable(1));
  }

  private IOException unreadable(long picture) {
    return new IOException(
        "picture %d of '%s' cannot be decoded".formatted(picture, recording.name()));
  }

  /** A series of pictures has none; OpenCV says 1 then. */
  private static double ownRate(Capture capture) {
    double rate = capture.property(opencv_videoio.CAP_PROP_FPS);
    return rate > 0 && rate <= FASTEST ? rate : 1;
  }

  @Override
  public Duration maxSilence() {
    return pacer.patience(FrameSource.super.maxSilence());
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public void close() {
    pacer.stop();
    capture.close();
  }
}
