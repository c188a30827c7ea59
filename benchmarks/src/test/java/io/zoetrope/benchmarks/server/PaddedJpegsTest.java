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

class PaddedJpegsTest {
  @TempDir Path folder;

  @Test
  void writesDifferentPicturesOfExactlyTheSize() throws Exception {
    PaddedJpegs.write(folder, 8, 120_000);
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
    PaddedJpegs.write(folder, 3, 5_000);
    assertThat(Files.size(PaddedJpegs.clip(folder))).isEqualTo(15_000);
  }

  @Test
  void padsToSizesAroundTheEdgeOfASegment() throws Exception {
    PaddedJpegs.write(folder, 1, PaddedJpegs.smallest() + 10);
    byte[] small = Files.readAllBytes(folder.resolve("000.jpg"));
    for (int more = 65_530; more <= 65_550; more++) {
      byte[] padded = PaddedJpegs.pad(small, small.length + more, (byte) 'x');
      assertThat(padded).hasSize(small.length + more);
      assertThat(ImageIO.read(new ByteArrayInputStream(padded))).isNotNull();
    }
  }

  @Test
  void refusesASizeThatLeavesNoRoom() {
    assertThatThrownBy(() -> PaddedJpegs.pad(new byte[100], 102, (byte) 'x'))
        .hasMessage("a picture of 102 bytes is too small");
  }
}
