package io.zoetrope.drivers.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.core.source.ReturnWatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that come and go in a folder like {@code /dev}, on the real file system. */
class FileArrivalsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final FileArrivals arrivals = new FileArrivals();
  private final AtomicInteger seen = new AtomicInteger();
  private Path dev;

  @TempDir Path folder;

  @BeforeEach
  void noDevices() throws IOException {
    dev = Files.createDirectory(folder.resolve("dev"));
  }

  @Test
  void aFileThatAppearsIsSeenAndNothingElseIs() throws Exception {
    AtomicInteger last = new AtomicInteger();
    try (ReturnWatch _ = watch("video0");
        ReturnWatch _ = arrivals.watch(dev.resolve("last"), last::incrementAndGet)) {
      plugIn("video1");
      plugIn("last");
      awaitSeen(last, 1);
      assertThat(seen).hasValue(0);

      plugIn("video0");
      awaitSeen(seen, 1);
    }
  }

  @Test
  void anExistingFileDoesNotCountAsAppearing() throws Exception {
    plugIn("video0");
    AtomicInteger last = new AtomicInteger();
    try (ReturnWatch _ = watch("video0");
        ReturnWatch _ = arrivals.watch(dev.resolve("last"), last::incrementAndGet)) {
      plugIn("last");
      awaitSeen(last, 1);

      assertThat(seen).hasValue(0);
    }
  }

  @Test
  void eachReturnIsSeen() throws Exception {
    try (ReturnWatch _ = watch("video0")) {
      for (int time = 1; time <= 3; time++) {
        plugIn("video0");
        awaitSeen(seen, time);
        Files.delete(dev.resolve("video0"));
      }
    }
  }

  @Test
  void aFileThatReplacesAnotherIsSeen() throws Exception {
    plugIn("video0");
    try (ReturnWatch _ = watch("video0")) {
      Path other = Files.writeString(folder.resolve("other"), "another device");
      Files.move(other, dev.resolve("video0"), StandardCopyOption.REPLACE_EXISTING);

      awaitSeen(seen, 1);
    }
  }

  @Test
  void parentFoldersMayAppearAndDisappear() throws Exception {
    Path byId = dev.resolve("v4l/by-id");
    try (ReturnWatch _ = watch("v4l/by-id/usb-Webcam-video-index0")) {
      for (int time = 1; time <= 3; time++) {
        Files.createDirectories(byId);
        plugIn("video" + time);
        Files.createSymbolicLink(
            byId.resolve("usb-Webcam-video-index0"), Path.of("../../video" + time));
        awaitSeen(seen, time);

        Files.delete(dev.resolve("video" + time));
        Files.delete(byId.resolve("usb-Webcam-video-index0"));
        Files.delete(byId);
        Files.delete(dev.resolve("v4l"));
      }
    }
  }

  @Test
  void theTargetOfALinkThatStaysIsWatched() throws Exception {
    Path links = Files.createDirectory(folder.resolve("links"));
    Path door = Files.createSymbolicLink(links.resolve("door"), dev.resolve("video0"));
    try (ReturnWatch _ = arrivals.watch(door, seen::incrementAndGet)) {
      plugIn("video0");

      awaitSeen(seen, 1);
    }
  }

  @Test
  void oneThreadWatchesForAllAndEndsWithTheLast() throws Exception {
    await().atMost(PATIENCE).until(() -> watching() == 0);
    List<ReturnWatch> watches = new ArrayList<>();
    for (int number = 0; number < 50; number++) {
      watches.add(watch("video" + number));
    }
    assertThat(watching()).isEqualTo(1);
    plugIn("video7");
    awaitSeen(seen, 1);

    watches.forEach(ReturnWatch::close);
    watches.forEach(ReturnWatch::close);
    await().atMost(PATIENCE).until(() -> watching() == 0);
    plugIn("video8");
    try (ReturnWatch _ = watch("video9")) {
      plugIn("video9");
      awaitSeen(seen, 2);
    }
  }

  @Test
  void nothingStaysOpen() throws Exception {
    watch("video0").close();
    await().atMost(PATIENCE).until(() -> watching() == 0);
    long before = inotifies();
    for (int round = 0; round < 30; round++) {
      watch("video" + round).close();
    }

    await().atMost(PATIENCE).until(() -> inotifies() <= before);
  }

  @Test
  void aFailingCallbackHarmsNobodyElse() throws Exception {
    try (ReturnWatch _ =
            arrivals.watch(
                dev.resolve("video0"),
                () -> {
                  throw new AssertionError("a camera's bug");
                });
        ReturnWatch _ = watch("video0")) {
      plugIn("video0");
      awaitSeen(seen, 1);
    }
  }

  @Test
  void aFolderThatCannotBeWatchedIsNotAFailure() {
    try (ReturnWatch watch = arrivals.watch(Path.of("/proc/self/nothing/here"), () -> {})) {
      assertThat(watch).isNotNull();
    }
  }

  private ReturnWatch watch(String name) {
    return arrivals.watch(dev.resolve(name), seen::incrementAndGet);
  }

  private void plugIn(String name) throws IOException {
    Files.createFile(dev.resolve(name));
  }

  private static void awaitSeen(AtomicInteger counted, int times) {
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .atMost(PATIENCE)
        .until(() -> counted.get() == times);
  }

  private static long watching() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("arrivals"))
        .count();
  }

  private static long inotifies() throws IOException {
    try (var descriptors = Files.list(Path.of("/proc/self/fd"))) {
      return descriptors
          .filter(descriptor -> {
            try {
              return Files.readSymbolicLink(descriptor).toString().contains("inotify");
            } catch (IOException e) {
              return false;
            }
          })
          .count();
    }
  }
}
