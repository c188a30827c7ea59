package io.zoetrope.drivers.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.core.driver.CameraUri;
import io.zoetrope.core.driver.FrameSource;
import io.zoetrope.drivers.fixture.ChildProcesses;
import io.zoetrope.drivers.fixture.Clips;
import io.zoetrope.drivers.fixture.DriverBench;
import io.zoetrope.drivers.fixture.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileRoundsIT {
  private static final int ROUNDS = 50;

  @Test
  void openedAndClosedManyTimesItLeavesNothingBehind(@TempDir Path folder) throws Exception {
    CameraUri uri = CameraUri.parse("file:%s?loop=true".formatted(Clips.mjpeg(folder, 1).file()));
    FileDriver driver = new FileDriver();
    ChildProcesses children = new ChildProcesses();
    try (DriverBench bench = new DriverBench()) {
      openReadAndClose(driver, uri, bench);
      long descriptors = ChildProcesses.openDescriptors();

      for (int round = 0; round < ROUNDS; round++) {
        openReadAndClose(driver, uri, bench);
      }

      await("processes have ended").until(() -> children.started().isEmpty());
      await("log readers have ended").until(() -> children.logReaders().isEmpty());
      await("descriptors are closed")
          .untilAsserted(
              () -> assertThat(ChildProcesses.openDescriptors()).isLessThanOrEqualTo(descriptors));
    }
  }

  /** Closes while another thread reads, as the server does. */
  private static void openReadAndClose(FileDriver driver, CameraUri uri, DriverBench bench)
      throws Exception {
    FrameSource source = driver.open(uri, bench.contextWith(Programs.systemFfmpeg()));
    CountDownLatch seen = new CountDownLatch(1);
    Thread reader =
        Thread.ofPlatform()
            .start(() -> {
              try {
                while (true) {
                  source.read().release();
                  seen.countDown();
                }
              } catch (IOException | InterruptedException e) {
                // Closed, as it should be.
              }
            });
    seen.await();
    source.close();
    reader.join();
  }
}
