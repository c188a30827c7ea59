package io.zoetrope.web.live;

import io.zoetrope.core.camera.Camera;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.rendition.RenditionRefusedException;
import io.zoetrope.core.rendition.Renditions;
import io.zoetrope.core.stream.DeliveryPolicy;
import io.zoetrope.web.live.LiveRequest.From;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Where a view watches at present: its camera, or what is made of that. Event loop only. */
final class LivePlace {
  /** A group of eight seconds from a good camera, for a newcomer, and less than a second later. */
  private static final DeliveryPolicy VIDEO =
      new DeliveryPolicy.Queue(16 << 20, Duration.ofMillis(600));

  private static final DeliveryPolicy PICTURES = new DeliveryPolicy.LatestOnly();

  private final LiveRequest.Watch asked;
  private final Camera camera;
  private final LiveContext context;
  private final Predicate<Frame> wants;
  private final Runnable whenHeld;
  private @Nullable LiveViewer viewer;
  private From from = From.CAMERA;

  /**
   * @param wants whether to hold a frame; may have it watch elsewhere
   * @param whenHeld runs for each frame that can now be sent
   */
  LivePlace(
      LiveRequest.Watch asked,
      Camera camera,
      LiveContext context,
      Predicate<Frame> wants,
      Runnable whenHeld) {
    this.asked = asked;
    this.camera = camera;
    this.context = context;
    this.wants = wants;
    this.whenHeld = whenHeld;
  }

  From from() {
    return from;
  }

  /** Null when it has ended. */
  @Nullable LiveViewer viewer() {
    return viewer;
  }

  /** Watches there from now on; if that is refused, it stays where it is. */
  void watch(From next) throws RenditionRefusedException {
    Renditions renditions = context.system().renditions();
    LiveViewer moved = new LiveViewer(next == From.JPEG ? PICTURES : VIDEO, wants, whenHeld);
    moved.joined(
        switch (next) {
          case CAMERA -> camera.stream().join(moved, context.loop())::close;
          case H264 -> renditions.joinH264(camera, moved, context.loop())::close;
          case JPEG -> renditions.join(camera, asked.key(), moved, context.loop())::close;
        });
    replace(moved);
    from = next;
  }

  /** Keeps the camera open, without taking frames. */
  void pause() {
    LiveViewer idle = new LiveViewer(PICTURES, _ -> false, whenHeld);
    idle.joined(camera.stream().join(idle, context.loop())::close);
    replace(idle);
    from = From.CAMERA;
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
}
