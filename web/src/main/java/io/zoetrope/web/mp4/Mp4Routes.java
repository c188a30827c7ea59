package io.zoetrope.web.mp4;

import io.netty.channel.Channel;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.zoetrope.core.camera.Camera;
import io.zoetrope.core.rendition.Renditions;
import io.zoetrope.core.time.Timekeeper;
import io.zoetrope.mp4.Fragments;
import io.zoetrope.web.connection.OpenStreams;
import io.zoetrope.web.connection.RequestChannel;
import io.zoetrope.web.connection.ResponseEnd;
import io.zoetrope.web.http.CameraChoice;
import io.zoetrope.web.http.Endpoint;
import io.zoetrope.web.http.RefusedException;
import io.zoetrope.web.http.StreamHead;
import java.time.Duration;

/**
 * Endless MP4 of a camera's video. Event loop only.
 *
 * @param renditions make H.264 where the camera sends something else
 * @param fragments the bytes of each frame, shared by all viewers
 * @param patience how long to wait for the first picture
 */
public record Mp4Routes(
    CameraChoice cameras,
    Renditions renditions,
    Timekeeper time,
    Fragments fragments,
    OpenStreams open,
    Duration patience) {

  public void addTo(Router router) {
    Endpoint.picture(router, "/cameras/:id/stream.mp4", cameras.streamByPath(this::serve));
  }

  private void serve(RoutingContext context, Camera camera) throws RefusedException {
    Mp4Request asked = Mp4Request.read(context);
    HttpServerRequest request = context.request();
    if (request.method().equals(HttpMethod.HEAD)) {
      new StreamHead(Mp4Wire.CONTENT_TYPE).answer(request);
      return;
    }
    Channel channel = RequestChannel.of(request);
    if (!ResponseEnd.isOver(context.response()) && channel.isActive()) {
      new Mp4Viewer(this, context, camera, asked).await();
    }
  }
}
