package io.zoetrope.drivers.v4l2;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder like {@code /proc}. */
final class FakeProc {
  private final Path folder;

  FakeProc(Path folder) {
    this.folder = folder;
  }

  Path path() {
    return folder;
  }

  /** A process of this number. */
  void process(long id, long parent, String name, String... command) throws IOException {
    Path process = Files.createDirectories(folder.resolve(String.valueOf(id)).resolve("fd"));
    write(id, "comm", name + "\n");
    write(id, "stat", "%d (%s) S %d 1 1 0 -1 4194304".formatted(id, name, parent));
    write(id, "cmdline", String.join("\0", command) + "\0");
    Files.createSymbolicLink(process.resolve("0"), Path.of("/dev/null"));
  }

  /** Lets the process have the file open. */
  void opens(long id, Path file) throws IOException {
    Files.createSymbolicLink(folder.resolve(id + "/fd/7"), file);
  }

  /** As whom the process runs that asks. */
  void self(String groups, String... cgroups) throws IOException {
    Path self = Files.createDirectories(folder.resolve("self"));
    Files.writeString(
        self.resolve("status"),
        "Name:\tjava\nUid:\t997\t997\t997\t997\nGid:\t997\t997\t997\t997\nGroups:\t%s \n"
            .formatted(groups));
    Files.writeString(self.resolve("cgroup"), String.join("\n", cgroups) + "\n");
  }

  private void write(long id, String name, String text) throws IOException {
    Files.writeString(folder.resolve(String.valueOf(id)).resolve(name), text);
  }
}
