package io.zoetrope.web.mjpeg;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
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
import io.zoetrope.web.http.StreamHead;

/**
 * Endless series of pictures, one replacing the other. Event loop only.
 *
 * <p>From the answer's head on the connection is ours: its bytes go straight to the channel.
 */
public record MjpegRoutes(
    CameraChoice cameras, Renditions renditions, MultipartFrames frames, OpenStreams open) {
  private static final StreamHead HEAD =
      new StreamHead("multipart/x-mixed-replace; boundary=" + MultipartFrame.BOUNDARY);

  public void addTo(Router router) {
    Endpoint.picture(router, "/video_feed", cameras.first(this::serve));
    Endpoint.picture(router, "/cameras/:id/stream.mjpg", cameras.streamByPath(this::serve));
  }

  /** Lets the client watch the camera until it leaves. */
  public void serve(RoutingContext context, Camera camera) throws RefusedException {
    RenditionKey asked = RenditionParams.read(context);
    HttpServerRequest request = context.request();
    if (request.method().equals(HttpMethod.HEAD)) {
      HEAD.answer(request);
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
    ChannelFuture _ =
        out.writeAndFlush(HEAD.written(context, MultipartFrame.preamble(form), out.alloc()));
    open.add(viewer, place::close, channel);
  }

  /** HTTP/2 is spoken where a program's own server lets us in. */
  private void shareConnection(
      RoutingContext context, Channel channel, Camera camera, RenditionKey asked, PartForm form)
      throws RenditionRefusedException {
    HttpServerResponse response = context.response();
    Http2Viewer viewer = new Http2Viewer(response, form, frames, open);
    ViewerPlace place = renditions.join(camera, asked, viewer, channel.eventLoop());
    HEAD.putOn(response);
    var _ = response.write(MultipartFrame.preamble(form));
    open.add(viewer, place::close);
    ResponseEnd.then(context, viewer::over);
  }
}
