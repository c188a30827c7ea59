package io.zoetrope.benchmarks.load;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A stream, the request for it, and what its viewers must agree on.
 *
 * @param jpegs whether its frames are JPEGs, each with the time of its capture
 */
record LoadTarget(
    InetSocketAddress address, ByteBuffer request, FrameCheck.Checksums checksums, boolean jpegs) {

  /** Asks in HTTP/1.0, so that no server cuts the stream into chunks. */
  static LoadTarget of(URI url) {
    int port = url.getPort() < 0 ? 80 : url.getPort();
    String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
    String text =
        "GET " + path + query + " HTTP/1.0\r\nHost: " + url.getRawAuthority() + "\r\n\r\n";
    return new LoadTarget(
        new InetSocketAddress(url.getHost(), port),
        ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)),
        new FrameCheck.Checksums(),
        !path.endsWith(".mp4"));
  }
}
