package io.zoetrope.core.camera;

import io.netty.buffer.ByteBufUtil;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.stream.Subscription;
import io.zoetrope.core.stream.Viewer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** One who watches a camera and remembers what there was to see. */
final class Watcher implements Viewer {
  final List<String> seen = new CopyOnWriteArrayList<>();
  volatile byte[] lastPlaceholder = {};
  volatile @Nullable Subscription subscription;
  private final boolean wantsRepeats;

  Watcher(boolean wantsRepeats) {
    this.wantsRepeats = wantsRepeats;
  }

  @Override
  public void show(Frame frame, Subscription through) {
    if (frame.placeholder()) {
      lastPlaceholder = ByteBufUtil.getBytes(frame.data());
    }
    seen.add(CameraRig.content(frame));
    through.ready();
  }

  @Override
  public boolean wantsRepeats() {
    return wantsRepeats;
  }

  void awaitSeeing(String picture) {
    CameraRig.until(() -> seen.contains(picture));
  }

  /** As above, for what is painted by a timer that is due. */
  void awaitSeeing(String picture, CameraRig rig) {
    CameraRig.until(() -> {
      rig.passes(Duration.ZERO);
      return seen.contains(picture);
    });
  }

  void leaves() {
    Subscription mine = subscription;
    if (mine != null) {
      mine.close();
    }
  }
}
