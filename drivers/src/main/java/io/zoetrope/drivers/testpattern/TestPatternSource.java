package io.zoetrope.drivers.testpattern;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.FrameBuilder;
import io.zoetrope.core.media.Jpeg;
import io.zoetrope.core.source.DriverContext;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.core.source.Pacer;
import io.zoetrope.picture.Canvas;
import io.zoetrope.picture.JpegEncoder;
import io.zoetrope.picture.TestPattern;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;

/** Paints and encodes one picture per tick. One thread reads; any thread may close. */
final class TestPatternSource implements FrameSource {
  private static final int QUALITY = 85;

  private final DriverContext context;
  private final TestPattern pattern;
  private final JpegEncoder encoder = new JpegEncoder(QUALITY);
  private final Jpeg format;
  private final Pacer pacer;

  TestPatternSource(TestPatternOptions options, DriverContext context) {
    this.context = context;
    int width = options.size().width();
    int height = options.size().height();
    this.pattern = new TestPattern(width, height, options.framesPerSecond());
    this.format = new Jpeg(width, height);
    this.pacer = new Pacer(options.framesPerSecond());
  }

  @Override
  public Frame read() throws IOException, InterruptedException {
    long tick = pacer.awaitTick();
    try (FrameBuilder builder = context.frames().begin(64 * 1024)) {
      Canvas canvas =
          pattern.paint(tick, LocalTime.ofInstant(context.time().now(), ZoneId.systemDefault()));
      ByteBuffer jpeg = encoder.encode(canvas);
      builder.buffer().writeBytes(jpeg);
      return builder.finish(format);
    }
  }

  @Override
  public Duration maxSilence() {
    return pacer.patience(FrameSource.super.maxSilence());
  }

  @Override
  public String description() {
    return "test pattern";
  }

  @Override
  public Optional<Boolean> passesThrough() {
    return Optional.of(false);
  }

  @Override
  public void close() {
    pacer.stop();
  }
}
