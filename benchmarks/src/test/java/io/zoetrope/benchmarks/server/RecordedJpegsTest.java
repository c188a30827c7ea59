package io.zoetrope.benchmarks.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedJpegsTest {
  @TempDir Path folder;

  @Test
  void differentPicturesHaveExactlyTheSizeAndLittlePadding() throws Exception {
    List<Path> files = RecordedJpegs.write(folder, 2, 120_000);
    Set<Integer> contents = new HashSet<>();
    for (Path file : files) {
      byte[] bytes = Files.readAllBytes(file);
      assertThat(bytes).hasSize(120_000);
      assertThat(ImageIO.read(new ByteArrayInputStream(bytes)).getWidth()).isEqualTo(1280);
      int comment = (bytes[4] & 0xFF) << 8 | (bytes[5] & 0xFF);
      assertThat(comment).isLessThan(12_000);
      contents.add(Arrays.hashCode(bytes));
    }
    assertThat(contents).hasSize(2);
  }

  @Test
  void aSizeInWhichNothingWouldShowIsRefused() {
    assertThatThrownBy(() -> RecordedJpegs.write(folder, 1, 1000))
        .hasMessage("a recorded picture of 1000 bytes would show nothing");
  }
}
