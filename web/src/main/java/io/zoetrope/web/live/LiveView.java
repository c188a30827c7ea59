package io.zoetrope.web.live;

import io.zoetrope.core.camera.Camera;
import io.zoetrope.core.camera.CameraState;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.Jpeg;
import io.zoetrope.core.media.TrackFormat;
import io.zoetrope.core.media.VideoFormat;
import io.zoetrope.core.rendition.RenditionFault;
import io.zoetrope.core.rendition.RenditionRefusedException;
import io.zoetrope.web.cameras.CameraJson;
import io.zoetrope.web.http.RefusedException;
import io.zoetrope.web.http.RenditionParams;
import io.zoetrope.web.live.LiveRequest.Codec;
import io.zoetrope.web.live.LiveRequest.From;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One camera as one client wants it: the camera's own video if the client can play it, otherwise
 * H.264 or JPEG that is made of it. Event loop only.
 */
final class LiveView {
  private static final int PICTURES_AHEAD = 2;
  private static final int VIDEO_AHEAD = 60;

  private final LiveRequest.Watch asked;
  private final Camera camera;
  private final LiveContext context;
  private final Consumer<LiveView> whenReady;
  private final ViewTracks tracks;
  private final Deque<Integer> notTaken = new ArrayDeque<>();
  private final LivePlace place;
  private @Nullable CameraState reported;
  private boolean noH264;
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
    this.place = new LivePlace(asked, camera, context, this::wants, this::mayBeReady);
  }

  /** Begins to watch, or goes on. */
  void watch() throws RefusedException {
    noH264 = false;
    watchWhatSuits();
  }

  private void watchWhatSuits() throws RefusedException {
    From best =
        tracks
            .suiting()
            .map(this::possible)
            .orElse(asked.takesOnly(Codec.JPEG) ? From.JPEG : From.CAMERA);
    try {
      watch(best);
    } catch (RenditionRefusedException e) {
      throw RenditionParams.refused(e.fault());
    }
    paused = false;
  }

  private void watch(From best) throws RenditionRefusedException {
    try {
      place.watch(best);
    } catch (RenditionRefusedException e) {
      if (best != From.H264 || !asked.takes(Codec.JPEG)) {
        throw e;
      }
      noH264 = true;
      place.watch(From.JPEG);
    }
  }

  private From possible(From best) {
    return best == From.H264 && noH264 && asked.takes(Codec.JPEG) ? From.JPEG : best;
  }

  /** Sends nothing more, and keeps the camera open. */
  void pause() {
    if (!paused) {
      place.pause();
      paused = true;
    }
  }

  boolean isPaused() {
    return paused;
  }

  void end() {
    place.end();
  }

  /** Whether it has ended, by itself too. */
  boolean isOver() {
    return place.viewer() == null;
  }

  /** Whether to send it; a view that would get what it cannot use watches something else. */
  private boolean wants(Frame frame) {
    TrackFormat format = frame.format();
    if (!(format instanceof VideoFormat video)) {
      return asked.audio() && LiveForm.canSend(format);
    }
    boolean taken = asked.takes(video) && LiveForm.canSend(format);
    if (frame.placeholder()) {
      return wantsPlaceholder(video, taken);
    }
    if (place.from() == From.H264
        ? isOfCamera(frame)
        : possible(asked.from(video)) != place.from()) {
      change();
      return false;
    }
    if (!taken) {
      tracks.refuse(video);
    }
    return taken;
  }

  /** A JPEG among H.264 says why nothing is encoded. */
  private boolean wantsPlaceholder(VideoFormat video, boolean taken) {
    if (place.from() == From.CAMERA && !taken && asked.takes(Codec.H264) && !tracks.isSoundOnly()) {
      try {
        place.watch(From.H264);
      } catch (RenditionRefusedException e) {
        // Its client knows the camera's state.
      }
    } else if (place.from() == From.H264 && video instanceof Jpeg) {
      noH264(context.system().renditions().faultOfH264(camera));
    }
    return taken;
  }

  private void noH264(Optional<RenditionFault> fault) {
    if (fault.isEmpty()) {
      return;
    }
    if (!asked.takes(Codec.JPEG)) {
      tracks.refuse(RenditionParams.refused(fault.get()));
    } else if (fault.get().kind() == RenditionFault.Kind.UNSUPPORTED) {
      noH264 = true;
      change();
    }
  }

  private boolean isOfCamera(Frame frame) {
    return camera.stream().tracks().contains(frame.track());
  }

  /** Watches what suits the camera's video, which is another than before, or ends. */
  private void change() {
    try {
      watchWhatSuits();
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
    LiveViewer viewer = place.viewer();
    return viewer != null
        && viewer.holdsFrame()
        && notTaken.size()
            < asked.ahead().orElse(place.from() == From.JPEG ? PICTURES_AHEAD : VIDEO_AHEAD);
  }

  void taken(int number) {
    while (!notTaken.isEmpty() && notTaken.peek() <= number) {
      notTaken.remove();
    }
    mayBeReady();
  }

  /** Sends the frame that it is ready to send, unless it is too old; returns its bytes. */
  int send(IntSupplier numbers) {
    LiveViewer from = place.viewer();
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
    boolean other =
        tracks.suiting().map(this::possible).filter(best -> best != place.from()).isPresent();
    if (!paused && place.from() != From.CAMERA && other) {
      change();
    }
  }
}
