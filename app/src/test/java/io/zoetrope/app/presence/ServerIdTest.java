package io.zoetrope.app.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServerIdTest {
  @TempDir private Path folder;

  @Test
  void theIdIsKeptInTheFolder() {
    String id = ServerId.of(folder.resolve("data"));
    assertThat(ServerId.of(folder.resolve("data"))).isEqualTo(id);
    assertThat(ServerId.of(folder.resolve("other"))).isNotEqualTo(id);
  }

  @Test
  void anInvalidFileIsReplaced() throws IOException {
    Path file = folder.resolve(ServerId.FILE);
    Files.writeString(file, "a:b");
    String id = ServerId.of(folder);
    assertThat(id).matches("[a-z0-9-]+");
    assertThat(file).hasContent(id);
  }

  @Test
  void anUnwritableFolderStillGetsAnId() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThat(ServerId.of(file)).matches("[a-z0-9-]+");
  }
}
