package com.example.embed;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.ArrayDeque;
import java.util.Deque;

/** A wave that moves and the memory of this program, with axes. Drawn by one thread. */
final class Plot {
  static final int WIDTH = 960;
  static final int HEIGHT = 540;

  private static final int LEFT = 70;
  private static final int RIGHT = 20;
  private static final int TOP = 50;
  private static final int BOTTOM = 50;
  private static final int PLOT_WIDTH = WIDTH - LEFT - RIGHT;
  private static final int PLOT_HEIGHT = HEIGHT - TOP - BOTTOM;
  private static final double SECONDS = 10;
  private static final int SAMPLES = 200;

  private final BufferedImage image =
      new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
  private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
  private final Deque<Double> heapShares = new ArrayDeque<>();
  private final long startedNanos = System.nanoTime();

  static {
    System.setProperty("java.awt.headless", "true"); // it draws, but needs no desktop
  }

  /** The plot as it is now; the image is drawn on again by the next call. */
  BufferedImage draw() {
    double now = (System.nanoTime() - startedNanos) / 1e9;
    var heap = memory.getHeapMemoryUsage();
    heapShares.addLast(heap.getUsed() / (double) heap.getCommitted());
    if (heapShares.size() > SAMPLES) {
      heapShares.removeFirst();
    }
    Graphics2D pen = image.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, WIDTH, HEIGHT);
    drawAxes(pen, now);
    drawWave(pen, now);
    drawHeap(pen);
    pen.dispose();
    return image;
  }

  private static void drawAxes(Graphics2D pen, double now) {
    pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 16));
    for (int step = 0; step <= 4; step++) {
      int y = TOP + step * PLOT_HEIGHT / 4;
      pen.setColor(new Color(0xDDDDDD));
      pen.drawLine(LEFT, y, LEFT + PLOT_WIDTH, y);
      pen.setColor(Color.DARK_GRAY);
      pen.drawString("%+.1f".formatted(1 - step / 2.0), 20, y + 6);
    }
    // The grid moves with the time.
    for (double second = Math.ceil(now - SECONDS); second <= now; second++) {
      int x = LEFT + (int) ((second - now + SECONDS) / SECONDS * PLOT_WIDTH);
      pen.setColor(new Color(0xDDDDDD));
      pen.drawLine(x, TOP, x, TOP + PLOT_HEIGHT);
      if (second >= 0) {
        pen.setColor(Color.DARK_GRAY);
        pen.drawString("%.0f s".formatted(second), x - 10, HEIGHT - 22);
      }
    }
    pen.setColor(Color.DARK_GRAY);
    pen.drawRect(LEFT, TOP, PLOT_WIDTH, PLOT_HEIGHT);
    pen.drawString("The program has run for %.1f s".formatted(now), LEFT, 30);
  }

  private static void drawWave(Graphics2D pen, double now) {
    Path2D curve = new Path2D.Double();
    for (int x = 0; x <= PLOT_WIDTH; x += 2) {
      double second = now - SECONDS + SECONDS * x / PLOT_WIDTH;
      double value = 0.6 * Math.sin(2 * second) + 0.3 * Math.sin(5.3 * second);
      double y = TOP + PLOT_HEIGHT * (0.5 - value / 2);
      if (x == 0) {
        curve.moveTo(LEFT, y);
      } else {
        curve.lineTo(LEFT + x, y);
      }
    }
    pen.setStroke(new BasicStroke(3));
    pen.setColor(new Color(0x1F77B4));
    pen.draw(curve);
  }

  private void drawHeap(Graphics2D pen) {
    pen.setColor(new Color(0xC05A00));
    int width = PLOT_WIDTH / SAMPLES;
    int x = LEFT + PLOT_WIDTH - heapShares.size() * width;
    for (double share : heapShares) {
      int height = (int) (share * PLOT_HEIGHT / 4);
      pen.fillRect(x, TOP + PLOT_HEIGHT - height, width, height);
      x += width;
    }
    pen.drawString(
        "heap in use: %.0f %%".formatted(100 * heapShares.getLast()), LEFT + PLOT_WIDTH - 150, 30);
  }
}
