package io.zoetrope.web.live;

import io.zoetrope.core.camera.Camera;
import io.zoetrope.core.camera.CameraState;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.TrackFormat;
import io.zoetrope.core.media.VideoFormat;
import io.zoetrope.core.rendition.RenditionRefusedException;
import io.zoetrope.core.stream.DeliveryPolicy;
import io.zoetrope.web.cameras.CameraJson;
import io.zoetrope.web.http.RefusedException;
import io.zoetrope.web.http.RenditionParams;
import io.zoetrope.web.live.LiveRequest.Codec;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One camera as one client wants it: the camera's own video if the client can play it, otherwise
 * JPEG. Event loop only.
 */
final class LiveView {
  private static final int PICTURES_AHEAD = 2;
  private static final int VIDEO_AHEAD = 60;

  /** A group of eight seconds from a good camera, for a newcomer, and less than a second later. */
  private static final DeliveryPolicy VIDEO =
      new DeliveryPolicy.Queue(16 << 20, Duration.ofMillis(600));

  private static final DeliveryPolicy PICTURES = new DeliveryPolicy.LatestOnly();

  private final LiveRequest.Watch asked;
  private final Camera camera;
  private final LiveContext context;
  private final Consumer<LiveView> whenReady;
  private final ViewTracks tracks;
  private final Deque<Integer> notTaken = new ArrayDeque<>();
  private @Nullable LiveViewer viewer;
  private @Nullable CameraState reported;
  private boolean ownVideo;
  private boolean paused;

  /**
   * @param whenReady runs when a frame may be sent
   */
  LiveView(
      LiveRequest.Watch asked, Camera camera, LiveContext context, Consumer<LiveView> whenReady) {
    this.asked = asked;
    this.camera = camera;
    this.context = context;
    this.whenReady = whenReady;
    this.tracks = new ViewTracks(asked, camera, context);
  }

  /** Begins to watch, or goes on. */
  void watch() throws RefusedException {
    boolean own = tracks.wantsItself().orElse(!asked.takesOnly(Codec.JPEG));
    try {
      if (own || !asked.takes(Codec.JPEG)) {
        watchCamera(VIDEO, this::wants);
      } else {
        watchPictures();
      }
    } catch (RenditionRefusedException e) {
      throw RenditionParams.refused(e.fault());
    }
    paused = false;
  }

  /** Sends nothing more, and keeps the camera open. */
  void pause() {
    if (!paused) {
      watchCamera(PICTURES, _ -> false);
      paused = true;
    }
  }

  boolean isPaused() {
    return paused;
  }

  void end() {
    replace(null);
  }

  /** Whether it has ended, by itself too. */
  boolean isOver() {
    return viewer == null;
  }

  private void watchCamera(DeliveryPolicy policy, Predicate<Frame> wants) {
    LiveViewer next = new LiveViewer(policy, wants, this::mayBeReady);
    next.joined(camera.stream().join(next, context.loop())::close);
    replace(next);
    ownVideo = true;
  }

  private void watchPictures() throws RenditionRefusedException {
    LiveViewer next = new LiveViewer(PICTURES, this::wants, this::mayBeReady);
    next.joined(
        context.system().renditions().join(camera, asked.key(), next, context.loop())::close);
    replace(next);
    ownVideo = false;
  }

  /** The new one has joined already, so that what it shares with the old stays open. */
  private void replace(@Nullable LiveViewer next) {
    if (viewer != null) {
      viewer.end();
    }
    viewer = next;
  }

  /** Whether to send it; a view that would get what it cannot use watches something else. */
  private boolean wants(Frame frame) {
    TrackFormat format = frame.format();
    if (!(format instanceof VideoFormat video)) {
      return asked.audio() && LiveForm.canSend(format);
    }
    boolean taken = asked.takes(video) && LiveForm.canSend(format);
    boolean itself = asked.takesItself(video);
    if (frame.placeholder()) {
      return taken;
    }
    if (ownVideo ? !itself && asked.takes(Codec.JPEG) : itself) {
      change();
      return false;
    }
    if (!taken) {
      tracks.refuse(video);
    }
    return taken;
  }

  /** Watches what suits the camera's video, which is another than before, or ends. */
  private void change() {
    try {
      watch();
    } catch (RefusedException e) {
      context.wire().text(LiveJson.error(OptionalInt.of(asked.view()), e));
      end();
    }
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
        && notTaken.size() < asked.ahead().orElse(ownVideo ? VIDEO_AHEAD : PICTURES_AHEAD);
  }

  void taken(int number) {
    while (!notTaken.isEmpty() && notTaken.peek() <= number) {
      notTaken.remove();
    }
    mayBeReady();
  }

  /** Sends the frame that it is ready to send, unless it is too old; returns its bytes. */
  int send(IntSupplier numbers) {
    LiveViewer from = viewer;
    Frame frame = from == null ? null : from.take();
    if (from == null || frame == null) {
      return 0;
    }
    try {
      tracks.announce(frame.track());
      int number = numbers.getAsInt();
      notTaken.add(number);
      context
          .wire()
          .frame(
              new FrameHead(asked.view(), number, from.isAfterGap()),
              frame,
              context.form().bytes(frame));
      return frame.sizeBytes();
    } finally {
      frame.release();
      from.ready();
    }
  }

  /** Reports the camera's state if it is another than before, and follows its video. */
  void look(CameraJson json) {
    CameraState now = camera.state();
    if (!now.equals(reported)) {
      reported = now;
      context.wire().text(LiveJson.state(asked.view(), asked.camera(), json.state(camera)));
    }
    boolean could = tracks.wantsItself().orElse(false);
    if (!paused && !ownVideo && could) {
      change();
    }
  }
}
