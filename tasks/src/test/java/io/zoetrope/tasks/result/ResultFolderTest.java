package io.zoetrope.tasks.result;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Results on a disk: whole or not at all, and not for ever. */
final class ResultFolderTest {
  private static final Duration FOR_EVER = Duration.ofDays(10_000);

  @TempDir private Path data;
  private Path folder;
  private Instant now = Instant.parse("2026-11-01T12:00:00Z");
  private ResultFolder results;

  @BeforeEach
  void open() throws IOException {
    folder = data.resolve("results");
    results = ResultFolder.open(folder, () -> now);
  }

  @Test
  void aResultAppearsWhenItIsComplete() throws Exception {
    try (NewResult made = results.begin("A1", ResultType.JPEG)) {
      Files.writeString(made.path(), "picture");
      assertThat(results.find("A1")).isEmpty();
      assertThat(made.commit()).isEqualTo(7);
    }
    ResultFile found = results.find("A1").orElseThrow();
    assertThat(found.path()).hasContent("picture").hasFileName("A1.jpg");
    assertThat(found.type()).isEqualTo(ResultType.JPEG);
    assertThat(found.sizeBytes()).isEqualTo(7);
    assertThat(names()).containsExactly("A1.jpg");
  }

  @Test
  void aResultThatIsNotCommittedLeavesNothingBehind() throws Exception {
    try (NewResult made = results.begin("A1", ResultType.MP4)) {
      Files.writeString(made.path(), "half a video");
    }
    assertThat(names()).isEmpty();
    assertThat(results.sizeBytes()).isZero();
  }

  @Test
  void aTaskDoneTwiceHasOneResult() throws Exception {
    add("A1", ResultType.JPEG, "first");
    add("A1", ResultType.MP4, "the second");
    assertThat(names()).containsExactly("A1.mp4");
    assertThat(results.sizeBytes()).isEqualTo(10);
    assertThat(results.count()).isEqualTo(1);
  }

  @Test
  void twoAttemptsAtOnceDoNotWriteIntoOneFile() throws Exception {
    try (NewResult lost = results.begin("A1", ResultType.MP4);
        NewResult second = results.begin("A1", ResultType.MP4)) {
      Files.writeString(lost.path(), "lost");
      Files.writeString(second.path(), "second");
      assertThat(second.commit()).isEqualTo(6);
    }
    assertThat(results.find("A1").orElseThrow().path()).hasContent("second");
    assertThat(names()).containsExactly("A1.mp4");
  }

  @Test
  void aRestartKeepsResultsAndClearsAwayTheRest() throws Exception {
    add("A1", ResultType.JPEG, "picture");
    unfinished("A2.1.part", Duration.ofHours(1));
    Files.writeString(folder.resolve("notes.txt"), "of somebody");
    ResultFolder again = ResultFolder.open(folder, () -> now);
    assertThat(names()).containsExactlyInAnyOrder("A1.jpg", "notes.txt");
    assertThat(again.find("A1")).isEqualTo(results.find("A1"));
    assertThat(again.sizeBytes()).isEqualTo(7);
  }

  @Test
  void aFileThatAnotherProcessIsWritingIsNotDeleted() throws Exception {
    try (NewResult writing = results.begin("A1", ResultType.JPEG)) {
      Files.writeString(writing.path(), "half");
      ResultFolder second = ResultFolder.open(folder, () -> now);
      assertThat(second.sweep(FOR_EVER, Long.MAX_VALUE)).isZero();
      try (NewResult same = second.begin("A1", ResultType.JPEG)) {
        assertThat(same.path()).doesNotExist();
      }
      assertThat(writing.commit()).isEqualTo(4);
    }
    assertThat(names()).containsExactly("A1.jpg");
  }

  @Test
  void theUnfinishedFileOfAKilledProcessIsDeletedAfterTenMinutes() throws Exception {
    Files.createDirectories(folder);
    unfinished("A1.1.part", Duration.ofMinutes(9));
    unfinished("A2.1.part", Duration.ofMinutes(11));
    ResultFolder again = ResultFolder.open(folder, () -> now);
    assertThat(names()).containsExactly("A1.1.part");
    assertThat(again.sweep(FOR_EVER, Long.MAX_VALUE)).isZero();
    assertThat(names()).containsExactly("A1.1.part");
    now = now.plus(Duration.ofMinutes(2));
    assertThat(again.sweep(FOR_EVER, Long.MAX_VALUE)).isZero();
    assertThat(names()).isEmpty();
  }

  private void unfinished(String name, Duration age) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "half");
    Files.setLastModifiedTime(file, FileTime.from(now.minus(age)));
  }

  @Test
  void theFolderIsMadeWithTheFirstResult() throws Exception {
    assertThat(folder).doesNotExist();
    add("A1", ResultType.JPEG, "x");
    assertThat(folder).isDirectory();
  }

  @Test
  void oldResultsAreDeleted() throws Exception {
    add("A1", ResultType.JPEG, "old");
    now = now.plus(Duration.ofDays(3));
    add("A2", ResultType.JPEG, "new");
    assertThat(results.sweep(Duration.ofDays(2), Long.MAX_VALUE)).isEqualTo(1);
    assertThat(names()).containsExactly("A2.jpg");
  }

  @Test
  void afterARestartTheAgeIsThatOfTheFile() throws Exception {
    add("A1", ResultType.JPEG, "old");
    Files.setLastModifiedTime(
        folder.resolve("A1.jpg"), FileTime.from(now.minus(Duration.ofDays(3))));
    ResultFolder again = ResultFolder.open(folder, () -> now);
    assertThat(again.sweep(Duration.ofDays(2), Long.MAX_VALUE)).isEqualTo(1);
    assertThat(names()).isEmpty();
  }

  @Test
  void theOldestResultsAreDeletedWhenAllTakeTooMuchRoom() throws Exception {
    for (String id : List.of("B", "C", "A")) {
      add(id, ResultType.JPEG, "1234567890");
      now = now.plusSeconds(1);
    }
    assertThat(results.sweep(FOR_EVER, 25)).isEqualTo(1);
    assertThat(names()).containsExactlyInAnyOrder("C.jpg", "A.jpg");
    assertThat(results.sweep(FOR_EVER, 20)).isZero();
    assertThat(results.sweep(FOR_EVER, 0)).isEqualTo(2);
    assertThat(results.sizeBytes()).isZero();
  }

  @Test
  void aDeletedResultCanStillBeReadToItsEnd() throws Exception {
    add("A1", ResultType.JPEG, "picture");
    try (InputStream reading = Files.newInputStream(results.find("A1").orElseThrow().path())) {
      assertThat(results.sweep(FOR_EVER, 0)).isEqualTo(1);
      assertThat(new String(reading.readAllBytes(), UTF_8)).isEqualTo("picture");
    }
  }

  @Test
  void aResultDeletedByHandIsForgotten() throws Exception {
    add("A1", ResultType.JPEG, "picture");
    Files.delete(folder.resolve("A1.jpg"));
    assertThat(results.find("A1")).isEmpty();
    assertThat(results.sizeBytes()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "../A1", "a/b", "A1.jpg", ".", "a\\b", "C:", "a\0b"})
  void anIdIsNoPath(String id) throws Exception {
    Files.writeString(data.resolve("A1.jpg"), "not a result");
    assertThat(results.find(id)).isEmpty();
    assertThatThrownBy(() -> results.begin(id, ResultType.JPEG))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void add(String id, ResultType type, String content) throws Exception {
    try (NewResult made = results.begin(id, type)) {
      Files.writeString(made.path(), content);
      assertThat(made.commit()).isPositive();
    }
  }

  private List<String> names() throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
