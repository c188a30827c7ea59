package io.zoetrope.tasks.result;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A file that gets its name only when it is whole and on the disk. One thread uses it. */
final class PartFile implements NewResult {

  /** Receives the size of a file that has just got its name. */
  @FunctionalInterface
  interface Committed {
    void accept(long sizeBytes) throws IOException;
  }

  private final Path folder;
  private final Path part;
  private final Path whole;
  private final Committed committed;
  private boolean done;

  PartFile(Path folder, String part, String whole, Committed committed) {
    this.folder = folder;
    this.part = folder.resolve(part);
    this.whole = folder.resolve(whole);
    this.committed = committed;
  }

  @Override
  public Path path() {
    return part;
  }

  @Override
  public long commit() throws IOException, InterruptedException {
    try {
      long sizeBytes;
      try (FileChannel file = FileChannel.open(part, StandardOpenOption.WRITE)) {
        file.force(true);
        sizeBytes = file.size();
      }
      Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
      done = true;
      committed.accept(sizeBytes);
      return sizeBytes;
    } catch (ClosedByInterruptException e) {
      throw new InterruptedException("interrupted while it was written to the disk");
    } catch (IOException e) {
      throw WriteFailure.explained(e, folder);
    }
  }

  @Override
  public void close() {
    if (!done) {
      done = true;
      try {
        Files.deleteIfExists(part);
      } catch (IOException e) {
        // It is removed when the folder is opened again.
      }
    }
  }
}
