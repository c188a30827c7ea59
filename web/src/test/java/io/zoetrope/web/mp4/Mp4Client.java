package io.zoetrope.web.mp4;

import io.zoetrope.web.fixture.RawClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A viewer of an MP4 stream, box by box. Used by one thread. */
final class Mp4Client {
  private final RawClient client;
  private final String head;
  private final ByteArrayOutputStream all = new ByteArrayOutputStream();

  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Box(String type, byte[] content) {}

  /**
   * One frame.
   *
   * @param track as in the file, counted from 1
   * @param decodeTime in units of the track
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Sample(int track, long decodeTime, boolean key, byte[] data) {

    /** The last byte, by which the frames of a test are told apart. */
    int mark() {
      return data[data.length - 1];
    }
  }

  /** Reads the head of the answer. */
  Mp4Client(RawClient client) throws IOException {
    this.client = client;
    this.head = client.readHead();
  }

  String head() {
    return head;
  }

  RawClient client() {
    return client;
  }

  /** Everything that was read behind the head. */
  byte[] all() {
    return all.toByteArray();
  }

  Box next() throws IOException {
    ByteBuffer start = ByteBuffer.wrap(read(8));
    int size = start.getInt();
    byte[] type = new byte[4];
    start.get(type);
    return new Box(new String(type, StandardCharsets.US_ASCII), read(size - 8));
  }

  /** Reads ftyp and moov, and returns the latter. */
  byte[] init() throws IOException {
    expect("ftyp");
    return expect("moov");
  }

  Sample sample() throws IOException {
    ByteBuffer moof = ByteBuffer.wrap(expect("moof"));
    byte[] data = expect("mdat");
    // mfhd of 16 bytes, traf of 8, tfhd of 16, tfdt of 20, and trun.
    return new Sample(moof.getInt(36), moof.getLong(52), moof.getInt(88) == 0x02000000, data);
  }

  private byte[] expect(String type) throws IOException {
    Box box = next();
    if (!box.type().equals(type)) {
      throw new IOException("not " + type + " but " + box.type());
    }
    return box.content();
  }

  private byte[] read(int bytes) throws IOException {
    byte[] read = client.readExactly(bytes);
    all.writeBytes(read);
    return read;
  }
}
