package com.example.plot;

import io.zoetrope.core.source.FrameSource;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.ingest.PixelFrames;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The last numbers of a file as a curve. One thread reads; any thread may close. */
final class PlotSource implements FrameSource {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 360;
  private static final int STEP = 4;

  static {
    System.setProperty("java.awt.headless", "true"); // it draws, but needs no desktop
  }

  private final Path file;
  private final long intervalNanos;
  private final PixelFrames pixels;
  private final Deque<Double> values = new ArrayDeque<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  PlotSource(Path file, double framesPerSecond, FrameFactory frames) {
    this.file = file;
    this.intervalNanos = Math.round(1e9 / framesPerSecond);
    this.pixels = new PixelFrames(frames);
  }

  @Override
  public Frame read() throws IOException, InterruptedException {
    if (closed.await(intervalNanos, TimeUnit.NANOSECONDS)) {
      throw new IOException("the plot was closed");
    }
    values.addLast(readValue());
    if (values.size() > WIDTH / STEP) {
      values.removeFirst();
    }
    return pixels.frameOf(draw().getRGB(0, 0, WIDTH, HEIGHT, null, 0, WIDTH), WIDTH, HEIGHT);
  }

  @Override
  public String description() {
    return "plot of " + file;
  }

  @Override
  public void close() {
    closed.countDown();
  }

  double readValue() throws IOException {
    try {
      return Double.parseDouble(Files.readString(file).strip().split("\\s+", 2)[0]);
    } catch (NoSuchFileException e) {
      throw new IOException("there is no file '%s'".formatted(file), e);
    } catch (NumberFormatException e) {
      throw new IOException("'%s' does not begin with a number".formatted(file), e);
    }
  }

  private BufferedImage draw() {
    double low = Collections.min(values);
    double span = Math.max(Collections.max(values) - low, 1e-9);
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setColor(Color.WHITE);
    pen.drawString("%s: %s (%s to %s)".formatted(file, values.getLast(), low, low + span), 10, 20);
    pen.setColor(Color.GREEN);
    int x = WIDTH - STEP * values.size();
    for (double value : values) {
      int height = (int) ((value - low) / span * (HEIGHT - 60));
      pen.fillRect(x, HEIGHT - 20 - height, STEP - 1, height + 2);
      x += STEP;
    }
    pen.dispose();
    return image;
  }
}
