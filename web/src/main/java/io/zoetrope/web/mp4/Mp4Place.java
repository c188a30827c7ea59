package io.zoetrope.web.mp4;

import io.netty.channel.EventLoop;
import io.zoetrope.core.camera.Camera;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.H264;
import io.zoetrope.core.media.Jpeg;
import io.zoetrope.core.rendition.RenditionRefusedException;
import io.zoetrope.core.rendition.Renditions;
import io.zoetrope.core.stream.Subscription;
import io.zoetrope.core.stream.Viewer;

/**
 * Where a viewer watches: the camera itself, or what is made of it as H.264. Called on the viewer's
 * event loop only.
 */
final class Mp4Place {
  private final Camera camera;
  private final Renditions renditions;
  private final Viewer viewer;
  private final EventLoop loop;
  private Runnable leave = () -> {};
  private boolean encoded;

  Mp4Place(Camera camera, Renditions renditions, Viewer viewer, EventLoop loop) {
    this.camera = camera;
    this.renditions = renditions;
    this.viewer = viewer;
    this.loop = loop;
  }

  void joinCamera() {
    Subscription joined = camera.stream().join(viewer, loop);
    leave = joined::close;
    encoded = false;
  }

  /**
   * Whether the viewer has to {@linkplain #move move}, because it gets something else there that it
   * can use, or the same for less.
   *
   * @param h264 whether it needs H.264
   */
  boolean hasToMove(Frame frame, boolean h264) {
    if (!frame.track().isVideo()) {
      return false;
    }
    boolean fits = frame.format() instanceof H264;
    if (encoded) {
      return fits && !frame.placeholder() && camera.stream().tracks().contains(frame.track());
    }
    return h264 ? !fits : frame.format() instanceof Jpeg && !frame.placeholder();
  }

  /** Moves the viewer, who is shown a frame through this subscription. */
  void move(Subscription through) throws RenditionRefusedException {
    if (encoded) {
      Runnable left = leave;
      joinCamera();
      left.run();
    } else {
      leave = renditions.moveToH264(camera, viewer, loop, through)::close;
      encoded = true;
    }
  }

  /** Whether it watches what was made of the camera's video. */
  boolean isEncoded() {
    return encoded;
  }

  void leave() {
    leave.run();
  }
}
