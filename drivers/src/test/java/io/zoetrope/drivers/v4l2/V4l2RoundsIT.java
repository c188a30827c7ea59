package io.zoetrope.drivers.v4l2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.core.driver.FrameSource;
import io.zoetrope.drivers.fixture.ChildProcesses;
import io.zoetrope.drivers.fixture.DriverBench;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class V4l2RoundsIT {
  private static final int ROUNDS = 30;

  @Test
  void openedAndClosedManyTimesItLeavesNothingBehind(@TempDir Path folder) throws Exception {
    Webcam webcam = new Webcam(folder);
    webcam.plugInJpegs("video0", Webcam.pictures());
    ChildProcesses children = new ChildProcesses();
    try (DriverBench bench = new DriverBench()) {
      openReadAndClose(webcam, bench);
      long descriptors = ChildProcesses.openDescriptors();
      Set<Thread> threads = Thread.getAllStackTraces().keySet();

      for (int round = 0; round < ROUNDS; round++) {
        openReadAndClose(webcam, bench);
      }

      await("processes have ended").until(() -> children.started().isEmpty());
      await("log readers have ended").until(() -> children.logReaders().isEmpty());
      await("descriptors are closed")
          .untilAsserted(
              () -> assertThat(ChildProcesses.openDescriptors()).isLessThanOrEqualTo(descriptors));
      await("threads have ended")
          .untilAsserted(() ->
              assertThat(Thread.getAllStackTraces().keySet())
                  .filteredOn(thread -> !threads.contains(thread))
                  .filteredOn(thread -> !thread.getName().startsWith("process reaper"))
                  .filteredOn(thread -> !thread.getName().startsWith("awaitility"))
                  .isEmpty());
    }
  }

  /** Closes while another thread reads, as the server does. */
  private static void openReadAndClose(Webcam webcam, DriverBench bench) throws Exception {
    FrameSource source = webcam.open(bench, webcam.uri("video0"));
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
