package io.zoetrope.app.cli.warmup;

import io.zoetrope.core.CameraSettings;
import io.zoetrope.core.CameraSystem;
import io.zoetrope.core.camera.Camera;
import io.zoetrope.core.stream.Subscription;
import io.zoetrope.ffmpeg.pictures.PictureStream;
import io.zoetrope.picture.JpegEncoder;
import io.zoetrope.picture.TestPattern;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.LocalTime;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Takes a picture many times along the way from a program's pipe to a viewer. One thread.
 *
 * <p>There is no web in it: publishing, and the events of a camera that somebody watches, would
 * have a thousand more classes recorded, and with that loaded by each server.
 */
final class WarmUpPictures {
  private static final long PATIENCE_SECONDS = 10;
  private static final int WIDTH = 640;
  private static final int HEIGHT = 360;
  private static final int QUALITY = 90;

  private final byte[] jpeg = picture();

  /** Returns how many were seen: fewer than asked for only if it takes too long. */
  int show(int pictures) throws InterruptedException {
    CountDownLatch unseen = new CountDownLatch(pictures);
    try (CameraSystem cameras = CameraSystem.builder().transcoders(Optional.empty()).open()) {
      Camera camera =
          cameras.add(
              CameraSettings.of("warm-up"),
              "a picture",
              own -> () -> new PictureStream(new RepeatedBytes(), own.frames()));
      try (Subscription _ =
          camera.stream()
              .join(
                  (_, subscription) -> {
                    unseen.countDown();
                    subscription.ready();
                  },
                  Runnable::run)) {
        boolean _ = unseen.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
      }
    }
    return pictures - (int) unseen.getCount();
  }

  /** As large as a camera's, so that the code for each of its bytes is compiled too. */
  private static byte[] picture() {
    ByteBuffer encoded =
        new JpegEncoder(QUALITY).encode(new TestPattern(WIDTH, HEIGHT, 1).paint(1, LocalTime.NOON));
    byte[] bytes = new byte[encoded.remaining()];
    encoded.get(bytes);
    return bytes;
  }

  /** The picture, again and again. */
  private final class RepeatedBytes extends InputStream {
    private int at;

    @Override
    public int read() {
      int next = jpeg[at] & 0xff;
      at = (at + 1) % jpeg.length;
      return next;
    }

    @Override
    public int read(byte[] into, int from, int most) {
      int count = Math.min(most, jpeg.length - at);
      System.arraycopy(jpeg, at, into, from, count);
      at = (at + count) % jpeg.length;
      return count;
    }
  }
}
