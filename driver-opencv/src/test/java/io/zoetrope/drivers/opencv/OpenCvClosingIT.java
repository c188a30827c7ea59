package io.zoetrope.drivers.opencv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zoetrope.core.fixture.DriverBench;
import io.zoetrope.core.source.CameraUri;
import io.zoetrope.core.source.FrameSource;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Closing while another thread reads, as the server does. */
class OpenCvClosingIT {
  private static final int ROUNDS = Integer.getInteger("zoetrope.rounds", 20);

  @TempDir private Path folder;

  private final DriverBench bench = new DriverBench();

  @Test
  void openingAndClosingManyTimesLeavesNothingBehind() throws Exception {
    String uri = "opencv:" + SampleVideos.avi(folder, 5) + "?loop=true&fps=100";
    openReadAndClose(uri);
    long tasks = entries("/proc/self/task");
    long descriptors = entries("/proc/self/fd");

    for (int round = 0; round < ROUNDS; round++) {
      openReadAndClose(uri);
    }

    // The JVM's own threads come and go; one left behind by each round would show.
    await("threads have ended")
        .untilAsserted(() -> assertThat(entries("/proc/self/task")).isLessThan(tasks + ROUNDS / 4));
    await("descriptors are closed")
        .untilAsserted(() -> assertThat(entries("/proc/self/fd")).isLessThanOrEqualTo(descriptors));
    bench.close();
  }

  @Test
  void aReadWaitingForItsTickEndsAtOnce() throws Exception {
    FrameSource source = open("opencv:" + SampleVideos.series(folder, 2) + "?fps=0.01");
    source.read().release();
    CompletableFuture<Throwable> read = readInBackground(source);

    source.close();

    assertThat(read).succeedsWithin(Duration.ofMinutes(1)).isInstanceOf(IOException.class);
    bench.close();
  }

  @Test
  void aReadThatHangsInOpenCvDoesNotBlockClosing() throws Exception {
    String series = SampleVideos.series(folder, 3);
    FrameSource source = open("opencv:" + series + "?fps=100");
    source.read().release();
    // Who opens a pipe waits for its other end.
    Path pipe = folder.resolve("img_002.jpg");
    Files.delete(pipe);
    SampleVideos.run(List.of("mkfifo", pipe.toString()));
    CompletableFuture<Throwable> read = readInBackground(source);
    await("OpenCV waits").until(() -> waitsInNativeCode(read));

    long started = System.nanoTime();
    source.close();
    source.close();
    Duration took = Duration.ofNanos(System.nanoTime() - started);

    assertThat(took).isLessThan(Duration.ofSeconds(10));
    assertThat(read).isNotDone();
    assertThatThrownBy(source::read).hasMessage("the source was closed");
    await("OpenCV has found the pipe empty")
        .until(() -> {
          new RandomAccessFile(pipe.toFile(), "rw").close();
          return read.isDone();
        });
    bench.close();
  }

  @Test
  void closingTwiceDoesNoHarm() throws Exception {
    FrameSource source = open("opencv:" + SampleVideos.avi(folder, 2));

    source.close();
    source.close();

    assertThatThrownBy(source::read)
        .isInstanceOf(IOException.class)
        .hasMessage("the source was closed");
    bench.close();
  }

  private void openReadAndClose(String uri) throws Exception {
    FrameSource source = open(uri);
    CountDownLatch seen = new CountDownLatch(2);
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

  /** Completes with what ended the read. */
  private static CompletableFuture<Throwable> readInBackground(FrameSource source) {
    CompletableFuture<Throwable> ended = new CompletableFuture<>();
    Thread.ofPlatform()
        .name("reader")
        .start(() -> {
          try {
            source.read().release();
            ended.complete(new AssertionError("a picture came"));
          } catch (IOException | InterruptedException e) {
            ended.complete(e);
          }
        });
    return ended;
  }

  private static boolean waitsInNativeCode(CompletableFuture<Throwable> read) {
    assertThat(read).isNotDone();
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(entry -> entry.getKey().getName().equals("reader"))
        .map(entry -> entry.getValue())
        .anyMatch(stack ->
            stack.length > 0
                && stack[0].isNativeMethod()
                && stack[0].getClassName().endsWith("VideoCapture"));
  }

  private FrameSource open(String uri) throws IOException, InterruptedException {
    return new OpenCvDriver().open(CameraUri.parse(uri), bench.context());
  }

  private static long entries(String folder) throws IOException {
    try (Stream<Path> entries = Files.list(Path.of(folder))) {
      return entries.count();
    }
  }
}
