package io.zoetrope.app.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

final class DataFolderLockTest {
  @TempDir private Path parent;
  private Path folder = Path.of("");

  @BeforeEach
  void name() {
    folder = parent.resolve("data");
  }

  @Test
  void aSecondServerIsRefusedWithAdvice() throws Exception {
    Files.createDirectory(folder);
    try (DataFolderLock _ = DataFolderLock.acquire(folder)) {
      assertThatThrownBy(() -> DataFolderLock.acquire(folder))
          .isInstanceOf(FolderInUseException.class)
          .hasMessage(
              "The data folder %s is in use by another server (in this very process). Stop that one"
                  + " first, or give this one a folder of its own with --data, or as data: in"
                  + " zoetrope.yaml.",
              folder);
    }
    DataFolderLock.acquire(folder).close();
  }

  /** POSIX drops a lock when its process closes the file, whoever opened it. */
  @Test
  void aRefusalLeavesTheFolderLockedForOtherProcesses() throws Exception {
    Files.createDirectory(folder);
    try (DataFolderLock _ = DataFolderLock.acquire(folder)) {
      isRefused();
      assertThat(askedByAnotherProcess()).isEqualTo("held");
    }
    assertThat(askedByAnotherProcess()).isEqualTo("free");
  }

  private String askedByAnotherProcess() throws IOException, InterruptedException {
    Path program = parent.resolve("Ask.java");
    Files.writeString(
        program,
        """
        import module java.base;
        void main(String[] file) throws IOException {
          try (var channel = FileChannel.open(Path.of(file[0]), StandardOpenOption.WRITE)) {
            IO.println(channel.tryLock() == null ? "held" : "free");
          }
        }
        """);
    Process asking =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                program.toString(),
                folder.resolve("server.lock").toString())
            .start();
    String answer = new String(asking.getInputStream().readAllBytes(), UTF_8).strip();
    assertThat(asking.waitFor()).isZero();
    return answer;
  }

  @Test
  void aMissingFolderIsCreatedWithItsParentsAndNothingElse() throws Exception {
    Path deep = parent.resolve("deep/down");
    try (DataFolderLock _ = DataFolderLock.acquire(deep)) {
      assertThatThrownBy(() -> DataFolderLock.acquire(deep))
          .isInstanceOf(FolderInUseException.class);
    }
    assertThat(names(parent)).containsExactly("deep");
    assertThat(names(deep)).containsExactly("server.lock");
  }

  @Test
  void missingFoldersOfTheSameNameInDifferentPlacesAreDistinct() throws Exception {
    try (DataFolderLock _ = DataFolderLock.acquire(parent.resolve("house/data"));
        DataFolderLock garden = DataFolderLock.acquire(parent.resolve("garden/data"))) {
      garden.use();
    }
  }

  @Test
  void theFirstServerKeepsItsFolderWhenAnotherCreatesTheParent() throws Exception {
    Path data = parent.resolve("house/data");
    try (DataFolderLock _ = DataFolderLock.acquire(data)) {
      Files.createDirectories(parent.resolve("house"));
      assertThatThrownBy(() -> DataFolderLock.acquire(data))
          .isInstanceOf(FolderInUseException.class);
    }
  }

  @Test
  void aLinkToTheFolderIsTheSameFolder() throws Exception {
    Files.createDirectory(folder);
    Path link = Files.createSymbolicLink(parent.resolve("link"), folder);
    try (DataFolderLock _ = DataFolderLock.acquire(folder)) {
      assertThatThrownBy(() -> DataFolderLock.acquire(link))
          .isInstanceOf(FolderInUseException.class);
    }
  }

  @Test
  void onlyOneOfManySimultaneousStartsGetsTheFolder() throws Exception {
    for (int round = 0; round < 20; round++) {
      Path contested = parent.resolve("data" + round);
      boolean made = round % 2 == 0;
      if (made) {
        Files.createDirectory(contested);
      }
      CyclicBarrier start = new CyclicBarrier(8);
      try (var threads = Executors.newFixedThreadPool(8)) {
        List<Future<DataFolderLock>> attempts =
            IntStream.range(0, 8)
                .mapToObj(_ ->
                    threads.submit(() -> {
                      start.await(1, TimeUnit.MINUTES);
                      DataFolderLock lock = DataFolderLock.acquire(contested);
                      lock.use();
                      return lock;
                    }))
                .toList();
        int held = 0;
        for (Future<DataFolderLock> attempt : attempts) {
          try {
            attempt.get();
            held++;
          } catch (ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(FolderInUseException.class);
          }
        }
        assertThat(held).isEqualTo(1);
        for (Future<DataFolderLock> attempt : attempts) {
          if (attempt.state() == Future.State.SUCCESS) {
            attempt.resultNow().close();
          }
        }
      }
    }
  }

  @Test
  void anUnwritableFolderIsLockedOnceItBecomesWritable() throws Exception {
    Files.writeString(folder, "no folder");
    try (DataFolderLock first = DataFolderLock.acquire(folder.resolve("data"))) {
      first.use();
      Files.delete(folder);
      first.use();
      assertThatThrownBy(() -> DataFolderLock.acquire(folder.resolve("data")))
          .isInstanceOf(FolderInUseException.class);
    }
  }

  @Test
  void aFileSystemWithoutLocksIsUsedWithOneWarning() throws Exception {
    Logger logger = (Logger) LoggerFactory.getLogger(DataFolderLock.class);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    logger.addAppender(lines);
    DataFolderLock.Locking none =
        _ -> {
          throw new IOException("No locks available");
        };
    try (DataFolderLock first = DataFolderLock.acquire(folder, none);
        DataFolderLock second = DataFolderLock.acquire(folder, none)) {
      first.use();
      first.use();
      second.use();
    } finally {
      logger.detachAppender(lines);
    }
    assertThat(lines.list.stream().map(ILoggingEvent::getFormattedMessage))
        .hasSize(2) // Once for each server.
        .allMatch(line -> line.contains("cannot be locked (No locks available)"));
  }

  private void isRefused() {
    assertThatThrownBy(() -> DataFolderLock.acquire(folder))
        .isInstanceOf(FolderInUseException.class);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(file -> file.getFileName().toString()).toList();
    }
  }
}
