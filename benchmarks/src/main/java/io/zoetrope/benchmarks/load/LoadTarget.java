package io.zoetrope.benchmarks.load;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A stream, how it is asked for, and what its viewers must agree on. */
record LoadTarget(InetSocketAddress address, ByteBuffer request, FrameLedger ledger) {

  static LoadTarget of(URI url) {
    int port = url.getPort() < 0 ? 80 : url.getPort();
    String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
    String text =
        "GET " + path + query + " HTTP/1.1\r\nHost: " + url.getRawAuthority() + "\r\n\r\n";
    ByteBuffer request = ByteBuffer.allocateDirect(text.length());
    request.put(text.getBytes(StandardCharsets.ISO_8859_1)).flip();
    return new LoadTarget(new InetSocketAddress(url.getHost(), port), request, new FrameLedger());
  }
}
