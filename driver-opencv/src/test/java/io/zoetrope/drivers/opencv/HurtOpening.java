package io.zoetrope.drivers.opencv;

import io.zoetrope.core.transcode.TranscoderProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;

/**
 * Runs in a JVM of its own, where OpenCV was never loaded: hurts the first loading in one way, and
 * prints how the openings go.
 */
final class HurtOpening {

  private HurtOpening() {}

  public static void main(String[] arguments) throws Exception {
    switch (arguments[0]) {
      case "interrupted" -> {
        for (int impatient = 0; impatient < 5; impatient++) {
          interrupt();
        }
        tell();
      }
      case "blocked" -> {
        tell();
        Files.delete(Path.of(arguments[1]));
        tell();
      }
      default -> tell();
    }
  }

  /** As a viewer does who leaves while the camera is being opened. */
  private static void interrupt() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    Thread opening =
        Thread.ofPlatform()
            .start(() -> {
              begun.countDown();
              try {
                Natives.load();
              } catch (IOException | InterruptedException e) {
                // So it was meant.
              }
            });
    begun.await();
    boolean _ = opening.join(Duration.ofMillis(100));
    opening.interrupt();
    opening.join();
  }

  private static void tell() {
    TranscoderProvider provider = ServiceLoader.load(TranscoderProvider.class).iterator().next();
    try {
      provider.open().close();
      System.out.println("opens");
    } catch (IOException e) {
      System.out.println(e.getMessage());
    }
  }
}
