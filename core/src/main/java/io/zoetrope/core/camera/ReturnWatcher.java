package io.zoetrope.core.camera;

import io.zoetrope.core.camera.CameraState.Retrying;
import io.zoetrope.core.driver.ReturnWatch;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Watches for the return of a camera's source from its failure until it is live or nobody wants it
 * any more, attempts to open it included. Called under the camera's lock; the source, which is
 * foreign code, is called on a virtual thread.
 */
final class ReturnWatcher implements CameraObserver {
  private static final System.Logger LOG = System.getLogger(ReturnWatcher.class.getName());

  private final SourceOpener opener;
  private final Runnable returned;
  private @Nullable CountDownLatch over;

  ReturnWatcher(SourceOpener opener, Runnable returned) {
    this.opener = opener;
    this.returned = returned;
  }

  @Override
  public void stateChanged(String cameraId, CameraState before, CameraState after) {
    CountDownLatch current = over;
    if (after instanceof Retrying && current == null) {
      CountDownLatch end = new CountDownLatch(1);
      over = end;
      Thread.ofVirtual().name("return-of-" + cameraId).start(() -> watchUntil(end));
    } else if (!(after instanceof Retrying) && current != null) {
      over = null;
      current.countDown();
    }
  }

  private void watchUntil(CountDownLatch end) {
    try (ReturnWatch _ = opener.watchForReturn(returned)) {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Throwable foreign) {
      // Then the camera is found by its retries, as one that nobody can watch for.
      LOG.log(System.Logger.Level.DEBUG, "A camera cannot be watched for", foreign);
    }
  }
}
