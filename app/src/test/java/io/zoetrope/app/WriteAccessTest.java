package io.zoetrope.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What applies to root too; permissions are in {@code UnwritableFoldersIT}. */
final class WriteAccessTest {
  @TempDir private Path folder;

  @Test
  void aMissingFolderIsFineIfItCouldBeCreatedAndIsNotCreated() {
    Path deep = folder.resolve("a/b");
    assertThat(WriteAccess.faultOfData(deep)).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aFolderCannotBeInsideAFile() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThat(WriteAccess.faultOfData(file)).contains(file + " is not a folder");
    assertThat(WriteAccess.faultOfData(file.resolve("a/b"))).contains(file + " is not a folder");
    assertThat(WriteAccess.faultOfDatabase(file.resolve("c.db")))
        .contains(file + " is not a folder");
  }

  @Test
  void aDanglingLinkIsNamed() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("disk"));
    assertThat(WriteAccess.faultOfData(link))
        .contains(link + " is a link to something that is not there");
    Files.createDirectory(folder.resolve("disk"));
    assertThat(WriteAccess.faultOfData(link)).isEmpty();
  }

  @Test
  void aFolderIsNotADatabase() throws IOException {
    assertThat(WriteAccess.faultOfDatabase(folder)).contains("it is a folder");
    assertThat(WriteAccess.faultOfDatabase(folder.resolve("c.db"))).isEmpty();
    assertThat(WriteAccess.faultOfDatabase(Files.createFile(folder.resolve("d.db")))).isEmpty();
  }
}
