package io.zoetrope.recording;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.Jpeg;
import io.zoetrope.core.media.VideoFormat;
import io.zoetrope.tasks.result.WriteFailure;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A time-lapse's pictures in a file, of which a crash spoils the last at most. One thread uses it.
 */
final class StoredPictures implements AutoCloseable {
  private static final long MAGIC = 0x5A54_4C41_5053_4531L; // "ZTLAPSE1"
  private static final int FILE_HEAD_BYTES = 2 * Long.BYTES;
  private static final int PICTURE_HEAD_BYTES = 4 * Integer.BYTES;
  private static final int MOST_PICTURE_BYTES = 256 << 20;

  private final Path folder;
  // Not a channel, which an interruption closes.
  private final RandomAccessFile file;
  private Instant begun;
  private long end;
  private int count;

  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Picture(byte[] jpeg, VideoFormat format) {}

  /** Opens the file, or begins one now. */
  StoredPictures(Path folder, String name, Instant now) throws IOException {
    this.folder = folder;
    this.file = new RandomAccessFile(folder.resolve(name).toFile(), "rw");
    this.begun = now;
    try {
      if (!readAll()) {
        file.setLength(0);
        byte[] head = new byte[FILE_HEAD_BYTES];
        ByteBuffer.wrap(head).putLong(MAGIC).putLong(now.toEpochMilli());
        write(head);
      }
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  /** When the first attempt began. */
  Instant begun() {
    return begun;
  }

  int count() {
    return count;
  }

  /** Adds a picture, or leaves the file as it was. The caller keeps its reference. */
  void add(Frame frame) throws IOException {
    int bytes = frame.sizeBytes();
    byte[] entry = new byte[PICTURE_HEAD_BYTES + bytes];
    frame.data().readBytes(entry, PICTURE_HEAD_BYTES, bytes);
    ByteBuffer.wrap(entry)
        .putInt(bytes)
        .putInt(frame.videoFormat().width())
        .putInt(frame.videoFormat().height())
        .putInt(checksum(entry, PICTURE_HEAD_BYTES, bytes));
    write(entry);
    count++;
  }

  void rewind() throws IOException {
    file.seek(FILE_HEAD_BYTES);
  }

  /** The next picture; empty after the last, or at one that the disk has spoilt. */
  Optional<Picture> next() throws IOException {
    long at = file.getFilePointer();
    if (at + PICTURE_HEAD_BYTES > file.length()) {
      return Optional.empty();
    }
    int bytes = file.readInt();
    int width = file.readInt();
    int height = file.readInt();
    int checksum = file.readInt();
    if (bytes <= 0
        || bytes > MOST_PICTURE_BYTES
        || at + PICTURE_HEAD_BYTES + bytes > file.length()) {
      return Optional.empty();
    }
    byte[] jpeg = new byte[bytes];
    file.readFully(jpeg);
    return checksum == checksum(jpeg, 0, bytes)
        ? Optional.of(new Picture(jpeg, new Jpeg(width, height)))
        : Optional.empty();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  /** Counts what is there and cuts off what is not whole. False if this is not such a file. */
  private boolean readAll() throws IOException {
    if (file.length() < FILE_HEAD_BYTES || file.readLong() != MAGIC) {
      return false;
    }
    begun = Instant.ofEpochMilli(file.readLong());
    end = FILE_HEAD_BYTES;
    while (next().isPresent()) {
      count++;
      end = file.getFilePointer();
    }
    file.setLength(end);
    return true;
  }

  private void write(byte[] entry) throws IOException {
    try {
      file.seek(end);
      file.write(entry);
      end += entry.length;
    } catch (IOException e) {
      file.setLength(end);
      throw WriteFailure.explained(e, folder);
    }
  }

  private static int checksum(byte[] bytes, int from, int length) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, from, length);
    return (int) sum.getValue();
  }
}
