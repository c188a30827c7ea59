package io.zoetrope.core.camera;

import io.zoetrope.base.ForeignCode;
import io.zoetrope.core.camera.CameraState.Retrying;
import io.zoetrope.core.source.ReturnWatch;
import io.zoetrope.core.source.SourceOpener;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Watches for the return of a camera's source from its failure until it is live or nobody wants it
 * any more, attempts to open it included. Called under the camera's lock; the source, which is
 * foreign code, is called on a virtual thread.
 */
final class ReturnWatcher {
  /** One that fails is found by its retries, like a camera that nobody can watch for. */
  private static final ForeignCode WATCHES =
      new ForeignCode("A camera's driver, watching for its return,");

  private final String cameraId;
  private final SourceOpener opener;
  private final Runnable returned;
  private @Nullable CountDownLatch over;

  ReturnWatcher(String cameraId, SourceOpener opener, Runnable returned) {
    this.cameraId = cameraId;
    this.opener = opener;
    this.returned = returned;
  }

  void entered(CameraState state) {
    CountDownLatch current = over;
    if (state instanceof Retrying && current == null) {
      CountDownLatch end = new CountDownLatch(1);
      over = end;
      Thread.ofVirtual()
          .name("return-of-" + cameraId)
          .start(() -> WATCHES.run(() -> watchUntil(end)));
    } else if (!(state instanceof Retrying) && current != null) {
      over = null;
      current.countDown();
    }
  }

  private void watchUntil(CountDownLatch end) throws InterruptedException {
    try (ReturnWatch _ = opener.watchForReturn(returned)) {
      end.await();
    }
  }
}
