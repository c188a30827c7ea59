package io.zoetrope.testing;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails the test class after which a buffer is found to have been lost without its release. JUnit
 * registers it by itself wherever this module is on the class path. How many buffers are watched is
 * up to {@code -Dio.netty.leakDetection.level}.
 */
public final class LeakGuard implements AfterAllCallback {
  private static final Queue<String> LEAKS = new ConcurrentLinkedQueue<>();
  private static final int ROUNDS = 2;

  /** Lettuce loses the buffer of a connection attempt that is under way when its client ends. */
  private static final String OF_LETTUCE =
      "io.lettuce.core.protocol.CommandHandler.channelRegistered";

  private static final int PATIENCE_MILLIS = 2000;

  /** Comes before Netty's first buffer, which decides who detects. */
  public LeakGuard() {
    ResourceLeakDetectorFactory.setResourceLeakDetectorFactory(new RecordingDetectors());
  }

  @Override
  public void afterAll(ExtensionContext context) throws InterruptedException {
    List<String> leaks = findLeaks();
    if (!leaks.isEmpty()) {
      throw new AssertionError(
          leaks.size() + " buffers were never released. The first: " + leaks.getFirst());
    }
  }

  /** The leaks found since the last call, each with where the buffer had been. */
  static List<String> findLeaks() throws InterruptedException {
    for (int round = 0; round < ROUNDS; round++) {
      collectGarbage();
      // The detector looks at what was collected when the next buffer is made.
      ByteBufAllocator.DEFAULT.directBuffer(1).release();
    }
    List<String> found = new ArrayList<>();
    for (String leak = LEAKS.poll(); leak != null; leak = LEAKS.poll()) {
      found.add(leak);
    }
    return found;
  }

  private static void collectGarbage() throws InterruptedException {
    ReferenceQueue<Object> collected = new ReferenceQueue<>();
    WeakReference<Object> garbage = new WeakReference<>(new Object(), collected);
    System.gc();
    collected.remove(PATIENCE_MILLIS);
    garbage.clear();
  }

  private static final class RecordingDetectors extends ResourceLeakDetectorFactory {
    @SuppressWarnings("deprecation") // It is the one method that must be implemented.
    @Override
    public <T> ResourceLeakDetector<T> newResourceLeakDetector(
        Class<T> resource, int samplingInterval, long maxActive) {
      return new RecordingDetector<>(resource, samplingInterval);
    }
  }

  private static final class RecordingDetector<T> extends ResourceLeakDetector<T> {
    RecordingDetector(Class<?> resource, int samplingInterval) {
      super(resource, samplingInterval);
    }

    @Override
    protected boolean needReport() {
      return true;
    }

    @Override
    protected void reportTracedLeak(String resourceType, String records) {
      if (!records.contains(OF_LETTUCE)) {
        LEAKS.add(resourceType + records);
      }
    }

    @Override
    protected void reportUntracedLeak(String resourceType) {
      LEAKS.add(resourceType);
    }
  }
}
