package io.zoetrope.web.compat;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.zoetrope.core.camera.Camera;
import io.zoetrope.core.camera.CameraState;
import io.zoetrope.core.camera.CameraStatus;
import io.zoetrope.core.media.VideoFormat;
import io.zoetrope.web.http.CameraChoice;
import io.zoetrope.web.http.Endpoint;
import io.zoetrope.web.http.RefusedException;
import io.zoetrope.web.http.Responses;
import io.zoetrope.web.mjpeg.MjpegRoutes;
import io.zoetrope.web.snapshot.SnapshotRoutes;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The addresses that OctoPrint, Mainsail, Fluidd, Home Assistant and others have built in. Event
 * loop only.
 *
 * <p>{@code /?action=stream}, {@code /?action=snapshot}, both with a camera's number behind ({@code
 * _0} is the first) and whatever else, as mjpg-streamer has them; {@code /stream}, {@code
 * /snapshot} and {@code /state} as µStreamer has them.
 */
public record CompatRoutes(CameraChoice cameras, MjpegRoutes streams, SnapshotRoutes snapshots) {
  private static final Pattern ACTION =
      Pattern.compile("(stream|snapshot)(?:_(\\d{1,3}))?(?:\\W.*)?", Pattern.DOTALL);

  public void addTo(Router router) {
    Endpoint.picture(router, "/stream", cameras.first(streams::serve));
    Endpoint.picture(router, "/snapshot", cameras.first(snapshots::serve));
    Endpoint.picture(router, "/state", cameras.first(CompatRoutes::state));
    Endpoint.picture(router, "/", this::action);
  }

  /** Serves {@code /?action=…}; without an action the request is the page's. */
  private void action(RoutingContext context) throws RefusedException {
    String action = context.queryParam("action").stream().findFirst().orElse(null);
    if (action == null) {
      context.next();
      return;
    }
    Matcher matcher = ACTION.matcher(action);
    if (!matcher.matches()) {
      throw new RefusedException(
          400,
          "unknown_action",
          "There is action=stream and action=snapshot, each with _0, _1 … for one of several"
              + " cameras.");
    }
    int index = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
    if (matcher.group(1).equals("stream")) {
      streams.serve(context, cameras.at(index));
    } else {
      snapshots.serve(context, cameras.at(index));
    }
  }

  private static void state(RoutingContext context, Camera camera) {
    CameraStatus status = camera.status();
    double fps = Math.round(status.framesPerSecond() * 100) / 100.0;
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("ok", true);
    ObjectNode result = body.putObject("result");
    ObjectNode source = result.putObject("source");
    source
        .putObject("resolution")
        .put("width", status.format().map(VideoFormat::width).orElse(0))
        .put("height", status.format().map(VideoFormat::height).orElse(0));
    source
        .put("online", !(status.state() instanceof CameraState.Retrying))
        .put("captured_fps", fps);
    result
        .putObject("stream")
        .put("queued_fps", fps)
        .put("clients", status.viewers())
        .putObject("clients_stat");
    Responses.json(context, 200, body);
  }
}
