package io.zoetrope.web.mjpeg;

import io.netty.buffer.ByteBuf;
import io.zoetrope.core.media.Frame;
import io.zoetrope.web.http.EpochSeconds;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A frame with the multipart framing around it, written once for all viewers, so that both forms of
 * a part are slices of the same bytes. Any thread, while it holds a reference to the frame.
 *
 * <pre>
 * part headers with length and time | picture | boundary | plain part headers
 * '------------- measured -----------------------------'
 *                                   '------------ header-ahead -------------'
 * </pre>
 *
 * <p>Chrome paints a part when the next one's boundary <em>and headers</em> have come (crbug
 * 527446). Header-ahead sends these right after each picture, so that it is painted at once; the
 * length of the next picture cannot be in them, because it is not known yet. All others get length
 * and time of capture with each part.
 */
final class MultipartFrame {
  static final String BOUNDARY = "frame";

  /** Ends a stream, of which the boundary of a next part has already been sent. */
  static final String END = "\r\n--" + BOUNDARY + "--\r\n";

  private static final String NEXT_BOUNDARY = "\r\n--" + BOUNDARY + "\r\n";
  private static final String PLAIN_HEADERS = "Content-Type: image/jpeg\r\n\r\n";
  private static final byte[] AFTER = ascii(NEXT_BOUNDARY + PLAIN_HEADERS);

  private final ByteBuf bytes;
  private final FileCopy fileCopy;
  private final Part measured;
  private final Part headerAhead;

  /** The frame stays the caller's. */
  MultipartFrame(Frame frame, FrameFiles files, FilePayoff payoff) {
    byte[] before = ascii(headers(frame.sizeBytes(), frame.capturedAt()));
    this.bytes = frame.surroundedBy(before, AFTER);
    this.fileCopy = new FileCopy(files, payoff);
    int sizeBytes = bytes.readableBytes();
    this.measured = new Part(this, 0, sizeBytes - PLAIN_HEADERS.length());
    this.headerAhead = new Part(this, before.length, sizeBytes - before.length);
  }

  Part part(PartForm form) {
    return form == PartForm.HEADER_AHEAD ? headerAhead : measured;
  }

  /** All the bytes. A view with indices of its own; it holds no reference. */
  ByteBuf bytes() {
    return bytes.slice();
  }

  /**
   * A file with these bytes, for the kernel to send without copying them. To be asked once for each
   * viewer: null where it does not pay, and where there are no such files.
   *
   * @param expected how many viewers there will be, if that is known, else 0
   */
  @Nullable FileChannel file(int expected) {
    return fileCopy.of(bytes, expected);
  }

  /** How many viewers get it, and how. */
  FileCopy fileCopy() {
    return fileCopy;
  }

  void release() {
    fileCopy.close(bytes.readableBytes());
    bytes.release();
  }

  /** What precedes the first part. */
  static String preamble(PartForm form) {
    String boundary = "--" + BOUNDARY + "\r\n";
    return form == PartForm.HEADER_AHEAD ? boundary + PLAIN_HEADERS : boundary;
  }

  private static String headers(int sizeBytes, Instant capturedAt) {
    StringBuilder headers = new StringBuilder(96);
    headers.append("Content-Type: image/jpeg\r\nContent-Length: ").append(sizeBytes);
    headers.append("\r\nX-Timestamp: ");
    EpochSeconds.append(headers, capturedAt);
    return headers.append("\r\n\r\n").toString();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
