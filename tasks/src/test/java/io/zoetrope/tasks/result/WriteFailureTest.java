package io.zoetrope.tasks.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WriteFailureTest {
  @TempDir private Path folder;

  @Test
  void aFolderWithoutWritePermissionIsNamed() {
    assertThat(told(new AccessDeniedException(folder + "/x.part")))
        .isEqualTo("This user may not write to %s.", folder);
    assertThat(told(new FileNotFoundException(folder + "/x.part (Permission denied)")))
        .isEqualTo("This user may not write to %s.", folder);
  }

  @Test
  void aReadOnlyDiskIsNamed() {
    assertThat(told(new FileNotFoundException(folder + "/x.part (Read-only file system)")))
        .isEqualTo("%s is on a disk that can only be read.", folder);
  }

  @Test
  void aFullDiskIsNamed() {
    assertThat(WriteFailure.explained(new IOException("No space left on device"), folder))
        .isInstanceOf(NoRoomException.class);
  }

  @Test
  void theBareNameOfAFileBecomesASentence() throws IOException {
    assertThat(told(new NoSuchFileException(folder + "/x.part")))
        .isEqualTo("%s cannot be written.", folder);
    Path file = Files.createFile(folder.resolve("file"));
    try (var _ = new FileOutputStream(file.resolve("x").toFile())) {
      throw new AssertionError("that is a file");
    } catch (FileNotFoundException e) {
      assertThat(told(e)).contains("Not a directory");
    }
  }

  private String told(IOException failure) {
    return String.valueOf(WriteFailure.explained(failure, folder).getMessage());
  }
}
