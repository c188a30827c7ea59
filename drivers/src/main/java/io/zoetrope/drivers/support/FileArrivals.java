package io.zoetrope.drivers.support;

import io.zoetrope.core.source.ReturnWatch;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says when files appear, such as the nodes of cameras that are plugged in. Any thread may call it.
 * One thread watches the folders for all who wait, and none while nobody does.
 */
public final class FileArrivals {
  private static final System.Logger LOG = System.getLogger(FileArrivals.class.getName());

  /** Of what appears in a busy folder, many are seen at once. */
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  // Guarded by this.
  private final Set<WatchedFile> awaited = new LinkedHashSet<>();
  private @Nullable WatchService service;

  /**
   * Calls {@code appeared} whenever this file appears, or another one of that name takes its place.
   * Folders above it may be missing. Where the system watches no folders, it never does.
   */
  public ReturnWatch watch(Path file, Runnable appeared) {
    WatchedFile added = new WatchedFile(file.toAbsolutePath(), appeared);
    WatchService watching = add(added);
    if (watching != null) {
      try {
        added.watchFolders(watching);
      } catch (ClosedWatchServiceException e) {
        // Everybody has left meanwhile.
      }
      added.look();
    }
    return () -> remove(added);
  }

  private synchronized @Nullable WatchService add(WatchedFile added) {
    awaited.add(added);
    if (service == null) {
      try {
        WatchService opened = FileSystems.getDefault().newWatchService();
        service = opened;
        Thread.ofPlatform().daemon().name("arrivals").start(() -> run(opened));
      } catch (IOException | UnsupportedOperationException e) {
        LOG.log(System.Logger.Level.DEBUG, "Folders cannot be watched here", e);
      }
    }
    return service;
  }

  private synchronized void remove(WatchedFile left) {
    awaited.remove(left);
    if (awaited.isEmpty() && service != null) {
      try {
        service.close();
      } catch (IOException e) {
        LOG.log(System.Logger.Level.DEBUG, "Folders are still watched", e);
      }
      service = null;
    }
  }

  private synchronized List<WatchedFile> awaited() {
    return new ArrayList<>(awaited);
  }

  private void run(WatchService watching) {
    try {
      while (true) {
        for (WatchKey key = watching.take(); key != null; key = watching.poll()) {
          key.pollEvents();
          key.reset();
        }
        for (WatchedFile each : awaited()) {
          each.watchFolders(watching);
          each.look();
        }
        Thread.sleep(BETWEEN_LOOKS);
      }
    } catch (ClosedWatchServiceException e) {
      // Nobody waits any more.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
