package io.zoetrope.web.mjpeg;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.zoetrope.core.camera.Camera;
import io.zoetrope.core.rendition.RenditionKey;
import io.zoetrope.core.rendition.RenditionRefusedException;
import io.zoetrope.core.rendition.Renditions;
import io.zoetrope.core.rendition.ViewerPlace;
import io.zoetrope.web.connection.OpenStreams;
import io.zoetrope.web.connection.RequestChannel;
import io.zoetrope.web.connection.ResponseEnd;
import io.zoetrope.web.connection.TakenConnection;
import io.zoetrope.web.http.CameraChoice;
import io.zoetrope.web.http.Endpoint;
import io.zoetrope.web.http.RefusedException;
import io.zoetrope.web.http.RenditionParams;
import io.zoetrope.web.http.Responses;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Endless series of pictures, one replacing the other. Event loop only.
 *
 * <p>The answer has no length and is not chunked: it ends with the connection, which clients of
 * HTTP/1.0 need, and which keeps every viewer's bytes the same. From the answer's head on the
 * connection is ours: its bytes go straight to the channel.
 */
public record MjpegRoutes(
    CameraChoice cameras, Renditions renditions, MultipartFrames frames, OpenStreams open) {

  public void addTo(Router router) {
    Endpoint.picture(router, "/video_feed", cameras.first(this::serve));
    Endpoint.picture(router, "/cameras/:id/stream.mjpg", cameras.streamByPath(this::serve));
  }

  /** Lets the client watch the camera until it leaves. */
  public void serve(RoutingContext context, Camera camera) throws RefusedException {
    RenditionKey asked = RenditionParams.read(context);
    HttpServerRequest request = context.request();
    if (request.method().equals(HttpMethod.HEAD)) {
      headers().forEach(context.response()::putHeader);
      Responses.closeAfter(request);
      context.response().end();
      return;
    }
    Channel channel = RequestChannel.of(request);
    if (ResponseEnd.isOver(context.response()) || !channel.isActive()) {
      return;
    }
    PartForm form = PartForm.wantedBy(request);
    try {
      if (RequestChannel.isShared(request)) {
        shareConnection(context, channel, camera, asked, form);
      } else {
        takeConnection(context, channel, camera, asked, form);
      }
    } catch (RenditionRefusedException e) {
      throw RenditionParams.refused(e.fault());
    }
  }

  private void takeConnection(
      RoutingContext context, Channel channel, Camera camera, RenditionKey asked, PartForm form)
      throws RenditionRefusedException {
    MjpegViewer viewer = new MjpegViewer(channel.pipeline().context("httpEncoder"), form, frames);
    // The first picture comes through the event loop, so not before the head that is written now.
    ViewerPlace place = renditions.join(camera, asked, viewer, channel.eventLoop());
    ChannelHandlerContext out = TakenConnection.take(channel);
    ChannelFuture _ = out.writeAndFlush(head(context, form, out));
    open.add(viewer, place::close);
    // Not before that: the client may have left already.
    channel.closeFuture().addListener(_ -> open.remove(viewer));
  }

  /** HTTP/2 is spoken where a program's own server lets us in. */
  private void shareConnection(
      RoutingContext context, Channel channel, Camera camera, RenditionKey asked, PartForm form)
      throws RenditionRefusedException {
    HttpServerResponse response = context.response();
    Http2Viewer viewer = new Http2Viewer(response, form, frames, open);
    ViewerPlace place = renditions.join(camera, asked, viewer, channel.eventLoop());
    headers().forEach(response::putHeader);
    // Compression would hold pictures back to make them no smaller.
    response.putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY);
    var _ = response.write(MultipartFrame.preamble(form));
    open.add(viewer, place::close);
    ResponseEnd.then(context, viewer::over);
  }

  private static ByteBuf head(RoutingContext context, PartForm form, ChannelHandlerContext out) {
    HttpVersion version = context.request().version();
    MultiMap all = MultiMap.caseInsensitiveMultiMap();
    // A program's own handlers may have put some there, for whole answers too.
    all.addAll(context.response().headers()).remove(HttpHeaders.CONTENT_LENGTH);
    headers().forEach(all::set);
    all.set(HttpHeaders.CONNECTION, "close");
    StringBuilder head = new StringBuilder(512);
    head.append(version == HttpVersion.HTTP_1_0 ? "HTTP/1.0" : "HTTP/1.1").append(" 200 OK\r\n");
    all.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    head.append("\r\n").append(MultipartFrame.preamble(form));
    return ByteBufUtil.writeAscii(out.alloc(), head);
  }

  private static Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(
        HttpHeaders.CONTENT_TYPE.toString(),
        "multipart/x-mixed-replace; boundary=" + MultipartFrame.BOUNDARY);
    headers.put(HttpHeaders.CACHE_CONTROL.toString(), Responses.NO_STORE);
    headers.put("pragma", "no-cache");
    headers.put(HttpHeaders.EXPIRES.toString(), "0");
    // nginx would otherwise collect pictures before it passes them on.
    headers.put("x-accel-buffering", "no");
    return headers;
  }
}
