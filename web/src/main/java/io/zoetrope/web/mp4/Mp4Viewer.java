package io.zoetrope.web.mp4;

import static java.util.Objects.requireNonNull;

import io.netty.channel.EventLoop;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.zoetrope.core.camera.Camera;
import io.zoetrope.core.camera.CameraState;
import io.zoetrope.core.camera.CameraState.Retrying;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.Track;
import io.zoetrope.core.rendition.RenditionFault;
import io.zoetrope.core.rendition.RenditionRefusedException;
import io.zoetrope.core.stream.DeliveryPolicy;
import io.zoetrope.core.stream.Subscription;
import io.zoetrope.core.stream.Viewer;
import io.zoetrope.web.connection.RequestChannel;
import io.zoetrope.web.connection.ResponseEnd;
import io.zoetrope.web.http.FailingCamera;
import io.zoetrope.web.http.RefusedException;
import io.zoetrope.web.http.RenditionParams;
import io.zoetrope.web.http.Responses;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A client that watches. Called on the connection's event loop only.
 *
 * <p>Until the first key frame it waits, and can still be answered with an error; then the answer's
 * head is sent, and the rest is up to {@link Mp4Stream}.
 */
final class Mp4Viewer implements Viewer {
  /**
   * Nobody is shown what is older than a second, apart from the group that a newcomer begins with:
   * the rest is for what is on its way.
   */
  private static final DeliveryPolicy POLICY =
      new DeliveryPolicy.Queue(16L << 20, Duration.ofMillis(600));

  /** How long after a camera's first picture its first sound may come. */
  private static final Duration ALL_TRACKS = Duration.ofMillis(500);

  private static final Duration LOOK = Duration.ofMillis(20);

  private final Mp4Routes routes;
  private final RoutingContext context;
  private final Camera camera;
  private final Mp4Request asked;
  private final Mp4Place place;
  private @Nullable Subscription subscription;
  private long timer;
  private @Nullable Frame first;
  private @Nullable Mp4Stream stream;
  private boolean over;

  Mp4Viewer(Mp4Routes routes, RoutingContext context, Camera camera, Mp4Request asked) {
    this.routes = routes;
    this.context = context;
    this.camera = camera;
    this.asked = asked;
    EventLoop loop = RequestChannel.of(context.request()).eventLoop();
    this.place = new Mp4Place(camera, routes.renditions(), this, loop);
  }

  void await() {
    startTimer(routes.patience(), this::giveUp);
    ResponseEnd.then(context, this::leave);
    if (!over) {
      place.joinCamera();
    }
  }

  @Override
  public DeliveryPolicy policy() {
    return POLICY;
  }

  @Override
  public void show(Frame frame, Subscription through) {
    subscription = through;
    if (over) {
      through.close();
    } else if (place.hasToMove(
        frame, stream == null ? asked.h264() && !frame.placeholder() : stream.isH264())) {
      move(frame, through);
    } else if (stream != null) {
      stream.show(frame, through);
    } else if (frame.placeholder()) {
      placeholder(through);
    } else if (frame.track().isVideo() && !asked.wants(frame.track())) {
      refuse(
          "This camera sends %s, which is not put into MP4: watch its stream.mjpg."
              .formatted(frame.format().codecName()));
    } else if (frame.startsGroup()) {
      first = frame.retain();
      awaitAllTracks(System.nanoTime());
    } else if (isSoundOnly() && asked.wants(frame.track())) {
      first = frame.retain();
      begin(List.of());
    } else if (isSoundOnly()) {
      refuse(
          "This camera sends sound only, as %s, which is not put into MP4."
              .formatted(frame.format().codecName()));
    } else {
      through.ready(); // Sound before the first picture.
    }
  }

  /** If it cannot, its player gets only what it can use of what there is. */
  private void move(Frame frame, Subscription through) {
    try {
      place.move(through);
    } catch (RenditionRefusedException e) {
      if (stream != null) {
        stream.show(frame, through);
      } else {
        error(refused(e.fault()));
      }
    }
  }

  private static RefusedException refused(RenditionFault fault) {
    return fault.kind() == RenditionFault.Kind.UNSUPPORTED
        ? new RefusedException(501, "no_mp4", fault.message())
        : RenditionParams.refused(fault);
  }

  private void placeholder(Subscription through) {
    Optional<RenditionFault> fault = routes.renditions().faultOfH264(camera);
    if (place.isEncoded() && fault.isPresent()) {
      error(refused(fault.get()));
    } else if (camera.state() instanceof Retrying retrying) {
      leave();
      FailingCamera.answer(context.response(), retrying);
    } else if (isSoundOnly() && !asked.audio()) {
      refuse("This camera sends sound only, which audio=0 leaves out.");
    } else {
      // It is of a failure that is over; what it says is not true any more.
      through.ready();
    }
  }

  private boolean isSoundOnly() {
    return camera.stream().trackKinds().filter(kinds -> !kinds.video()).isPresent();
  }

  private void refuse(String sentence) {
    error(new RefusedException(501, "no_mp4", sentence));
  }

  private void giveUp() {
    String sentence =
        "The camera delivered no picture within %d s.".formatted(routes.patience().toSeconds());
    error(new RefusedException(504, "no_picture", sentence));
  }

  private void error(RefusedException refused) {
    leave();
    Responses.error(context.response(), refused);
  }

  /** A player is told of all tracks at the beginning, so the first frame waits for the sound. */
  private void awaitAllTracks(long sinceNanos) {
    if (over) {
      return;
    }
    stopTimer();
    List<Track> tracks = camera.stream().tracks();
    boolean waited = System.nanoTime() - sinceNanos >= ALL_TRACKS.toNanos();
    if (waited || !asked.audio() || tracks.size() > 1 || isWithoutSound() || hasBeenLive()) {
      begin(tracks.stream().filter(asked::wants).toList());
    } else {
      startTimer(LOOK, () -> awaitAllTracks(sinceNanos));
    }
  }

  private boolean isWithoutSound() {
    return camera.stream().trackKinds().filter(kinds -> !kinds.audio()).isPresent();
  }

  private boolean hasBeenLive() {
    CameraState state = camera.state();
    return state instanceof CameraState.Live
        && state.since().plus(ALL_TRACKS).isBefore(routes.time().now());
  }

  private void begin(List<Track> known) {
    Frame frame = requireNonNull(first);
    Subscription through = requireNonNull(subscription);
    first = null;
    try {
      HttpServerResponse response = context.response();
      if (ResponseEnd.isOver(response) || response.headWritten()) {
        leave();
        return;
      }
      Mp4Tracks tracks = new Mp4Tracks(frame.track(), known);
      Mp4Wire wire = Mp4Wire.of(context, tracks.contentType());
      Mp4Stream begun = new Mp4Stream(wire, routes.fragments(), tracks, catchUp(frame));
      stream = begun;
      begun.begin();
      routes.open().add(begun, this::leaveCamera);
      // Not before that: the client may have left already.
      wire.whenOver(() -> routes.open().remove(begun));
      begun.show(frame, through);
    } finally {
      frame.release();
    }
  }

  private CatchUp catchUp(Frame begun) {
    return asked.live() ? CatchUp.from(begun, routes.time().nanoTime()) : CatchUp.NONE;
  }

  /** It has gone, or is answered. A stream that has begun is ended by its connection. */
  private void leave() {
    if (stream != null) {
      return;
    }
    over = true;
    stopTimer();
    if (first != null) {
      first.release();
      first = null;
    }
    place.leave();
  }

  private void leaveCamera() {
    over = true;
    place.leave();
  }

  /** Through Vert.x, so that what goes wrong ends this request. */
  private void startTimer(Duration time, Runnable action) {
    timer = context.vertx().setTimer(time.toMillis(), _ -> action.run());
  }

  private void stopTimer() {
    boolean _ = context.vertx().cancelTimer(timer);
  }
}
