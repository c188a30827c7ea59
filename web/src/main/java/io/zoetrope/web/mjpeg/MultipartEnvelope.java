package io.zoetrope.web.mjpeg;

import io.zoetrope.core.media.Envelope;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.PictureFormat;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Multipart framing written once around each picture, so that both forms of a part are slices of
 * the same bytes. Any thread.
 *
 * <pre>
 * part headers with length and time | picture | boundary | plain part headers
 * '------------- measured -----------------------------'
 *                                   '------------ header-ahead -------------'
 * </pre>
 *
 * <p>Chrome paints a part when the next one's boundary <em>and headers</em> have come (crbug
 * 527446). Header-ahead sends these right after each picture, so that it is painted at once; the
 * length of the next picture cannot be in them, as it is not known yet. All others get length and
 * time of capture with each part.
 */
public final class MultipartEnvelope implements Envelope {
  static final String BOUNDARY = "frame";

  /** Ends a stream, of which the boundary of a next part has already been sent. */
  static final String END = "\r\n--" + BOUNDARY + "--\r\n";

  private static final int MAX_BYTES_BEFORE =
      headers(PictureFormat.jpeg(0, 0), Integer.MAX_VALUE, Instant.ofEpochSecond(99_999_999_999L))
          .length;
  private static final byte[] NEXT_BOUNDARY = ascii("\r\n--" + BOUNDARY + "\r\n");
  private static final byte[] PLAIN_HEADERS = ascii("Content-Type: image/jpeg\r\n\r\n");
  private static final byte[] AFTER = concat(NEXT_BOUNDARY, PLAIN_HEADERS);

  @Override
  public int maxBytesBefore() {
    return MAX_BYTES_BEFORE;
  }

  @Override
  public byte[] before(PictureFormat format, int sizeBytes, Instant capturedAt) {
    return headers(format, sizeBytes, capturedAt);
  }

  private static byte[] headers(PictureFormat format, int sizeBytes, Instant capturedAt) {
    StringBuilder headers = new StringBuilder(96);
    headers.append("Content-Type: ").append(format.codec().mediaType());
    headers.append("\r\nContent-Length: ").append(sizeBytes);
    headers.append("\r\nX-Timestamp: ");
    Timestamps.append(headers, capturedAt);
    return ascii(headers.append("\r\n\r\n").toString());
  }

  @Override
  public byte[] after(PictureFormat format) {
    return AFTER;
  }

  /** Each part with its length, up to and with the boundary of the next. */
  static Part measuredPart(Frame frame) {
    return new Part(frame, 0, frame.envelopedBytes() - PLAIN_HEADERS.length);
  }

  /** The picture and, right behind it, the headers of the next part. */
  static Part headerAheadPart(Frame frame) {
    return new Part(frame, frame.pictureOffset(), frame.envelopedBytes() - frame.pictureOffset());
  }

  /** What precedes the first part. */
  static String preamble(PartForm form) {
    String boundary = "--" + BOUNDARY + "\r\n";
    return form == PartForm.HEADER_AHEAD
        ? boundary + new String(PLAIN_HEADERS, StandardCharsets.US_ASCII)
        : boundary;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] both = new byte[first.length + second.length];
    System.arraycopy(first, 0, both, 0, first.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
