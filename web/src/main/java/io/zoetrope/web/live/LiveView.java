package io.zoetrope.web.live;

import io.netty.channel.EventLoop;
import io.zoetrope.core.camera.Camera;
import io.zoetrope.core.camera.CameraState;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.Jpeg;
import io.zoetrope.core.media.Track;
import io.zoetrope.core.rendition.RenditionRefusedException;
import io.zoetrope.core.rendition.Renditions;
import io.zoetrope.core.stream.DeliveryPolicy;
import io.zoetrope.web.cameras.CameraJson;
import io.zoetrope.web.http.RefusedException;
import io.zoetrope.web.http.RenditionParams;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** One camera as one client wants it. Event loop only. */
final class LiveView {
  private static final int USUALLY_AHEAD = 2;

  private final LiveRequest.Watch asked;
  private final Camera camera;
  private final Renditions renditions;
  private final EventLoop loop;
  private final LiveWire wire;
  private final Consumer<LiveView> whenReady;
  private final Deque<Integer> notTaken = new ArrayDeque<>();
  private @Nullable LiveViewer viewer;
  private @Nullable CameraState reported;
  private List<Track> announced = List.of();
  private boolean refusedCodec;
  private boolean paused;

  /**
   * @param whenReady runs when a frame may be sent
   */
  LiveView(
      LiveRequest.Watch asked,
      Camera camera,
      Renditions renditions,
      EventLoop loop,
      LiveWire wire,
      Consumer<LiveView> whenReady) {
    this.asked = asked;
    this.camera = camera;
    this.renditions = renditions;
    this.loop = loop;
    this.wire = wire;
    this.whenReady = whenReady;
  }

  /** Begins to watch, or goes on. */
  void watch() throws RefusedException {
    LiveViewer next = new LiveViewer(new DeliveryPolicy.LatestOnly(), this::mayBeReady);
    try {
      next.through(renditions.join(camera, asked.key(), next, loop));
    } catch (RenditionRefusedException e) {
      throw RenditionParams.refused(e.fault());
    }
    replace(next);
    paused = false;
  }

  /** Sends nothing more, and keeps the camera open. */
  void pause() {
    if (!paused) {
      paused = true;
      LiveViewer keeper = new LiveViewer(new DeliveryPolicy.LatestOnly(), () -> {});
      keeper.through(camera.stream().join(keeper, loop));
      replace(keeper);
    }
  }

  boolean isPaused() {
    return paused;
  }

  void end() {
    replace(null);
  }

  /** The new one has joined already, so that what it shares with the old stays open. */
  private void replace(@Nullable LiveViewer next) {
    if (viewer != null) {
      viewer.end();
    }
    viewer = next;
  }

  private void mayBeReady() {
    if (isReady()) {
      whenReady.accept(this);
    }
  }

  /** Whether there is a frame that may be sent. */
  boolean isReady() {
    return viewer != null
        && viewer.holdsFrame()
        && !paused
        && notTaken.size() < asked.ahead().orElse(USUALLY_AHEAD);
  }

  void taken(int number) {
    while (!notTaken.isEmpty() && notTaken.peek() <= number) {
      notTaken.remove();
    }
    mayBeReady();
  }

  /** Sends the frame that it is ready to send. */
  void send(IntSupplier numbers) {
    LiveViewer from = viewer;
    Frame frame = from == null ? null : from.take();
    if (from == null || frame == null) {
      return;
    }
    try {
      if (frame.format() instanceof Jpeg) {
        announce(List.of(frame.track()));
        int number = numbers.getAsInt();
        notTaken.add(number);
        wire.frame(new FrameHead(asked.view(), number, from.isAfterGap()), frame);
      } else {
        refuseCodec(frame.format().codecName());
      }
    } finally {
      frame.release();
      from.ready();
    }
  }

  /** Reports the camera's state if it is another than before. */
  void reportState(CameraJson json) {
    CameraState now = camera.state();
    if (!now.equals(reported)) {
      reported = now;
      wire.text(LiveJson.state(asked.view(), asked.camera(), json.state(camera)));
    }
  }

  private void announce(List<Track> tracks) {
    if (!tracks.equals(announced)) {
      announced = tracks;
      refusedCodec = false;
      wire.text(LiveJson.format(asked.view(), tracks));
    }
  }

  private void refuseCodec(String codec) {
    announced = List.of();
    if (!refusedCodec) {
      refusedCodec = true;
      wire.text(
          LiveJson.error(
              OptionalInt.of(asked.view()),
              new RefusedException(
                  409,
                  "codec_not_taken",
                  "The camera '%s' sends %s, which this view cannot be sent."
                      .formatted(asked.camera(), codec))));
    }
  }
}
