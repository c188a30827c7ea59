package io.zoetrope.web.api;

import io.vertx.core.Context;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.zoetrope.core.camera.Camera;
import io.zoetrope.core.driver.CameraControl;
import io.zoetrope.core.driver.CameraControls;
import io.zoetrope.core.driver.ControlRefusedException;
import io.zoetrope.core.driver.Secrets;
import io.zoetrope.web.http.Answers;
import io.zoetrope.web.http.CameraChoice;
import io.zoetrope.web.http.Endpoint;
import io.zoetrope.web.http.JsonBody;
import io.zoetrope.web.http.OnLoop;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What can be set about a camera, as JSON. Event loop only; the camera is asked on virtual threads,
 * as that may take a while.
 */
public final class ControlRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(ControlRoutes.class);

  /** Asks a camera, or sets something, and returns its controls. */
  @FunctionalInterface
  private interface Work {
    List<CameraControl> run() throws IOException, BadChangeException;
  }

  private final CameraChoice choice;

  public ControlRoutes(CameraChoice choice) {
    this.choice = choice;
  }

  public void addTo(Router router) {
    Endpoint.getAndPut(
        router,
        "/api/cameras/:id/controls",
        choice.byPath(this::show),
        choice.byPath(this::change));
  }

  private void show(RoutingContext context, Camera camera) {
    controls(context, camera).ifPresent(controls -> answer(context, controls::list));
  }

  private void change(RoutingContext context, Camera camera) {
    controls(context, camera)
        .ifPresent(controls ->
            JsonBody.read(
                context,
                "{\"brightness\": 12}",
                wanted -> answer(context, () -> change(controls, wanted))));
  }

  /** Looks at all that is wanted before anything is set. */
  private static List<CameraControl> change(CameraControls controls, JsonObject wanted)
      throws IOException, BadChangeException {
    for (ControlChange change : ControlChange.all(wanted, controls.list())) {
      controls.set(change.name(), change.value());
    }
    return controls.list();
  }

  private static Optional<CameraControls> controls(RoutingContext context, Camera camera) {
    Optional<CameraControls> controls = camera.controls();
    if (controls.isEmpty()) {
      Answers.error(
          context,
          404,
          "no_controls",
          "Nothing can be set about the camera '%s'; webcams (v4l2:) have controls."
              .formatted(camera.id()));
    }
    return controls;
  }

  private static void answer(RoutingContext context, Work work) {
    Context loop = context.vertx().getOrCreateContext();
    Thread _ =
        Thread.startVirtualThread(() -> {
          Runnable answer = outcome(context, work);
          OnLoop.run(loop, answer);
        });
  }

  /** Does the work; what is returned is for the event loop. */
  private static Runnable outcome(RoutingContext context, Work work) {
    try {
      JsonObject body = json(work.run());
      return () -> Answers.json(context, 200, body);
    } catch (BadChangeException e) {
      return failure(context, 400, "bad_control", String.valueOf(e.getMessage()));
    } catch (ControlRefusedException e) {
      return failure(context, 409, "control_refused", String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return failure(context, 503, "camera_not_there", String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      LOG.error("A camera's controls failed", e);
      return failure(context, 500, "internal_error", "The server has a fault; its log says more");
    }
  }

  private static Runnable failure(RoutingContext context, int status, String code, String message) {
    String told = Secrets.mask(message);
    String sentence = told.substring(0, 1).toUpperCase(Locale.ROOT) + told.substring(1);
    boolean ended = ".?!".indexOf(sentence.charAt(sentence.length() - 1)) >= 0;
    return () -> Answers.error(context, status, code, ended ? sentence : sentence + ".");
  }

  private static JsonObject json(List<CameraControl> controls) {
    JsonArray all = new JsonArray();
    controls.forEach(control -> all.add(ControlJson.of(control)));
    return new JsonObject().put("controls", all);
  }
}
