package io.zoetrope.benchmarks.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchPicturesTest {
  @TempDir Path folder;

  @Test
  void writesDifferentPicturesOfExactlyTheSize() throws Exception {
    BenchPictures.writeDrawn(folder, 120_000);
    Set<Integer> corners = new HashSet<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        byte[] bytes = Files.readAllBytes(file);
        assertThat(bytes).hasSize(120_000);
        corners.add(ImageIO.read(new ByteArrayInputStream(bytes)).getRGB(0, 0));
      }
    }
    assertThat(corners).hasSize(8);
  }

  @Test
  void aClipHoldsAllPictures() throws Exception {
    BenchPictures.writeDrawn(folder, 5_000);
    assertThat(Files.size(BenchPictures.clip(folder))).isEqualTo(40_000);
  }

  @Test
  void padsToSizesAroundTheEdgeOfASegment() throws Exception {
    BenchPictures.writeDrawn(folder, BenchPictures.smallestDrawn() + 10);
    byte[] small = Files.readAllBytes(folder.resolve("000.jpg"));
    for (int more = 65_530; more <= 65_550; more++) {
      byte[] padded = BenchPictures.pad(small, small.length + more, (byte) 'x');
      assertThat(padded).hasSize(small.length + more);
      assertThat(ImageIO.read(new ByteArrayInputStream(padded))).isNotNull();
    }
  }

  @Test
  void refusesASizeThatLeavesNoRoom() {
    assertThatThrownBy(() -> BenchPictures.pad(new byte[100], 102, (byte) 'x'))
        .hasMessage("a picture of 102 bytes is too small");
  }

  @Test
  void recordedPicturesHaveExactlyTheSizeAndLittlePadding() throws Exception {
    byte[] bytes = Files.readAllBytes(BenchPictures.writeRecorded(folder, 120_000).getFirst());

    assertThat(bytes).hasSize(120_000);
    assertThat(ImageIO.read(new ByteArrayInputStream(bytes)).getWidth()).isEqualTo(1280);
    int comment = (bytes[4] & 0xFF) << 8 | (bytes[5] & 0xFF);
    assertThat(comment).isLessThan(20_000);
  }

  @Test
  void aSizeInWhichNothingWouldShowIsRefused() {
    assertThatThrownBy(() -> BenchPictures.writeRecorded(folder, 1000))
        .hasMessage("a recorded picture of 996 bytes would show nothing");
  }
}
