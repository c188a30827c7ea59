package io.zoetrope.testing;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** A viewer of a multipart stream, picture by picture. Used by one thread. */
public final class StreamClient implements AutoCloseable {
  private static final byte[] BOUNDARY = "--frame\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NEXT_BOUNDARY = "\r\n--frame\r\n".getBytes(StandardCharsets.US_ASCII);

  private final RawClient client;
  private final String head;

  private StreamClient(RawClient client) throws IOException {
    this.client = client;
    this.head = client.readHead();
    client.readUntil(BOUNDARY);
  }

  /** Reads the head of the stream that this client has asked for, and all up to the first part. */
  public static StreamClient of(RawClient client) throws IOException {
    return new StreamClient(client);
  }

  public String head() {
    return head;
  }

  /** Reads a part that says its length, and the boundary behind it. */
  public Part nextPart() throws IOException {
    Answer headers = new Answer(client.readHead(), new byte[0]);
    byte[] picture =
        client.readExactly(Integer.parseInt(headers.header("Content-Length").orElse("")));
    if (client.readUntil(NEXT_BOUNDARY).length > 0) {
      throw new IOException("there is more to the part than its Content-Length says");
    }
    return new Part(headers, picture);
  }

  /**
   * Reads a part of which only the next one's boundary tells the length; that boundary included.
   */
  public Part nextUnmeasuredPart() throws IOException {
    Answer headers = new Answer(client.readHead(), new byte[0]);
    return new Part(headers, client.readUntil(NEXT_BOUNDARY));
  }

  public RawClient client() {
    return client;
  }

  @Override
  public void close() throws IOException {
    client.close();
  }

  /** One picture with its headers. Immutable. */
  public static final class Part {
    private final Answer headers;
    private final byte[] picture;

    private Part(Answer headers, byte[] picture) {
      this.headers = headers;
      this.picture = picture;
    }

    public String headers() {
      return headers.head();
    }

    public byte[] picture() {
      return picture.clone();
    }

    public String text() {
      return new String(picture, StandardCharsets.UTF_8);
    }

    public Instant timestamp() {
      BigDecimal seconds = new BigDecimal(headers.header("X-Timestamp").orElseThrow());
      return Instant.ofEpochSecond(
          seconds.longValue(), seconds.remainder(BigDecimal.ONE).movePointRight(9).longValue());
    }
  }
}
