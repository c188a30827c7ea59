package io.zoetrope.drivers.http;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hc.client5.http.impl.io.LenientHttpResponseParser;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.core5.http.ContentLengthStrategy;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpMessage;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.http.message.BasicLineParser;
import org.apache.hc.core5.util.CharArrayBuffer;

/** Parses heads as browsers and curl do: skips malformed lines, counts repeated lengths once. */
final class ResponseHeads {
  private static final int MAX_LINES = 200;
  private static final int MAX_LINE_CHARS = 8192;
  private static final Http1Config LIMITS =
      Http1Config.custom().setMaxHeaderCount(MAX_LINES).setMaxLineLength(MAX_LINE_CHARS).build();
  private static final Header SKIPPED = new BasicHeader("X-Malformed", "");

  private ResponseHeads() {}

  static ManagedHttpClientConnectionFactory connections() {
    return ManagedHttpClientConnectionFactory.builder()
        .http1Config(LIMITS)
        // What the factory is called with are not these limits.
        .responseParserFactory(
            _ -> new LenientHttpResponseParser(new SkippingParser(), null, LIMITS))
        .incomingContentLengthStrategy(ResponseHeads::bodyLength)
        .build();
  }

  private static long bodyLength(HttpMessage message) throws ProtocolException {
    for (Header encoding : message.getHeaders(HttpHeaders.TRANSFER_ENCODING)) {
      if (String.valueOf(encoding.getValue()).toLowerCase(Locale.ROOT).contains("chunked")) {
        return ContentLengthStrategy.CHUNKED;
      }
    }
    Set<Long> lengths = new TreeSet<>();
    for (Header header : message.getHeaders(HttpHeaders.CONTENT_LENGTH)) {
      for (String length : String.valueOf(header.getValue()).split(",", -1)) {
        if (length.strip().matches("\\d{1,18}")) {
          lengths.add(Long.valueOf(length.strip()));
        }
      }
    }
    if (lengths.size() > 1) {
      throw new ProtocolException("it gives one answer several lengths: " + lengths);
    }
    return lengths.isEmpty() ? ContentLengthStrategy.UNDEFINED : lengths.iterator().next();
  }

  private static final class SkippingParser extends BasicLineParser {
    @Override
    public Header parseHeader(CharArrayBuffer line) {
      int colon = line.indexOf(':');
      String name = colon < 0 ? "" : line.substringTrimmed(0, colon);
      boolean malformed = name.isEmpty() || name.chars().anyMatch(Character::isWhitespace);
      return malformed
          ? SKIPPED
          : new BasicHeader(name, line.substringTrimmed(colon + 1, line.length()));
    }
  }
}
