package io.zoetrope.web.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The head of an answer without end. Event loop only.
 *
 * <p>Such an answer has no length and is not chunked: it ends with the connection, which clients of
 * HTTP/1.0 need, and which keeps every viewer's bytes the same.
 */
public record StreamHead(String contentType) {

  /** Answers a HEAD with it. */
  public void answer(HttpServerRequest request) {
    headers().forEach(request.response()::putHeader);
    Responses.closeAfter(request);
    request.response().end();
  }

  /** Puts it on a response on a connection that others share. */
  public void putOn(HttpServerResponse response) {
    headers().forEach(response::putHeader);
    // Compression would hold frames back to make them no smaller.
    response.putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY);
  }

  /** As bytes for a connection that was taken from HTTP, with what comes right after it. */
  public ByteBuf written(RoutingContext context, String after, ByteBufAllocator allocator) {
    HttpVersion version = context.request().version();
    MultiMap all = MultiMap.caseInsensitiveMultiMap();
    // A program's own handlers may have put some there, for whole answers too.
    all.addAll(context.response().headers()).remove(HttpHeaders.CONTENT_LENGTH);
    headers().forEach(all::set);
    all.set(HttpHeaders.CONNECTION, "close");
    StringBuilder head = new StringBuilder(512);
    head.append(version == HttpVersion.HTTP_1_0 ? "HTTP/1.0" : "HTTP/1.1").append(" 200 OK\r\n");
    all.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    head.append("\r\n").append(after);
    return ByteBufUtil.writeAscii(allocator, head);
  }

  private Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(HttpHeaders.CONTENT_TYPE.toString(), contentType);
    headers.put(HttpHeaders.CACHE_CONTROL.toString(), Responses.NO_STORE);
    headers.put("pragma", "no-cache");
    headers.put(HttpHeaders.EXPIRES.toString(), "0");
    // nginx would otherwise collect frames before it passes them on.
    headers.put("x-accel-buffering", "no");
    return headers;
  }
}
