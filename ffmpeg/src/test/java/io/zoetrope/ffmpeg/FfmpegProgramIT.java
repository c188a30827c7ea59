package io.zoetrope.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.base.fixture.ChildProcesses;
import io.zoetrope.ffmpeg.fixture.FfmpegStandIn;
import io.zoetrope.ffmpeg.fixture.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FfmpegProgramIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir Path folder;

  @Test
  void theBundledOneIsUnpackedOnceAndWorks() throws Exception {
    Path program = BundledFfmpeg.unpack(folder).orElseThrow();
    assertThat(FfmpegProgram.works(program, new ArrayList<>(), PATIENCE)).isTrue();
    Object first = Files.getAttribute(program, "unix:ino");

    assertThat(BundledFfmpeg.unpack(folder)).contains(program);

    assertThat(Files.getAttribute(program, "unix:ino")).isEqualTo(first);
  }

  @Test
  void manyMayUnpackItAtTheSameTime() throws Exception {
    Callable<Optional<Path>> unpack = () -> BundledFfmpeg.unpack(folder);
    Set<Path> programs = new HashSet<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (Future<Optional<Path>> result : threads.invokeAll(List.of(unpack, unpack, unpack))) {
        programs.add(result.get().orElseThrow());
      }
    }

    assertThat(programs).hasSize(1).allMatch(Files::isExecutable);
    assertThat(Arrays.asList(folder.toFile().list())).hasSize(1);
  }

  @Test
  void leftoversOfAKilledProcessAreDeleted() throws Exception {
    Path old = Files.createDirectory(folder.resolve("unpacking-1"));
    Files.createFile(old.resolve("ffmpeg"));
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(1))));
    Path underWay = Files.createDirectory(folder.resolve("unpacking-2"));

    assertThat(BundledFfmpeg.unpack(folder).orElseThrow()).isExecutable();

    assertThat(old).doesNotExist();
    assertThat(underWay).exists();
  }

  @Test
  void theBundledOneIsPreferred() throws Exception {
    assertThat(FfmpegProgram.search(folder)).startsWith(folder);
  }

  @Test
  void theSystemsIsUsedIfTheBundledOneCannotBeUnpacked() throws Exception {
    Path noFolder = Files.createFile(folder.resolve("file"));

    assertThat(FfmpegProgram.search(noFolder)).isEqualTo(Programs.systemFfmpeg());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          missing-library | the bundled one needs libxcb-shm.so.0, which this machine does not have
          ends-with-3     | FOLDER/ends-with-3.sh does not run
          no-interpreter  | FOLDER/no-interpreter.sh does not start
          silent          | FOLDER/silent.sh does not answer
          garbage         | FOLDER/garbage.sh does not answer
          """)
  void aProgramThatDoesNotWorkIsReportedAndSkipped(String way, String fault) throws Exception {
    ChildProcesses children = new ChildProcesses();
    List<String> faults = new ArrayList<>();

    assertThat(worksSoon(FfmpegStandIn.in(folder, way), faults)).isFalse();

    assertThat(faults).containsExactly(fault.replace("FOLDER", folder.toString()));
    Awaitility.await().until(() -> children.started().isEmpty());
  }

  private static boolean worksSoon(Path program, List<String> faults)
      throws IOException, InterruptedException {
    return FfmpegProgram.works(program, faults, Duration.ofSeconds(1));
  }
}
