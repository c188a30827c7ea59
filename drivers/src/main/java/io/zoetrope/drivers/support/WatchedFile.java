package io.zoetrope.drivers.support;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;

import io.zoetrope.base.ForeignCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A file that somebody waits for. Any thread. */
final class WatchedFile {
  private static final System.Logger LOG = System.getLogger(WatchedFile.class.getName());
  private static final ForeignCode GUARD = new ForeignCode("Opening a camera that is back");
  private static final int MOST_LINKS = 8;

  private record Identity(@Nullable Object key, FileTime changed) {}

  private final Path file;
  private final Runnable appeared;
  private @Nullable Identity seen; // guarded by this

  WatchedFile(Path file, Runnable appeared) {
    this.file = file;
    this.appeared = appeared;
    this.seen = identity();
  }

  void look() {
    if (isNew()) {
      GUARD.run(appeared::run); // Others wait too.
    }
  }

  /** Watches the folders that the file, or the next folder on the way to it, may appear in. */
  void watchFolders(WatchService service) {
    Set<Path> watched = new LinkedHashSet<>();
    // Folders that came before one was watched are found in the next round.
    while (watched.addAll(folders())) {
      for (Path folder : watched) {
        try {
          folder.register(service, ENTRY_CREATE);
        } catch (IOException e) {
          LOG.log(System.Logger.Level.DEBUG, "A folder cannot be watched", e);
        }
      }
    }
  }

  private synchronized boolean isNew() {
    Identity now = identity();
    boolean another = now != null && !now.equals(seen);
    seen = now;
    return another;
  }

  private @Nullable Identity identity() {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new Identity(attributes.fileKey(), attributes.lastModifiedTime());
    } catch (IOException e) {
      return null;
    }
  }

  /** Of the file and, since it may be a link, of its target: the nearest that exist. */
  private Set<Path> folders() {
    Set<Path> folders = new LinkedHashSet<>();
    Path at = file;
    for (int links = 0; links < MOST_LINKS; links++) {
      Path folder = at.getParent();
      while (folder != null && !Files.isDirectory(folder)) {
        folder = folder.getParent();
      }
      if (folder != null) {
        folders.add(folder);
      }
      if (!Files.isSymbolicLink(at)) {
        break;
      }
      try {
        at = at.resolveSibling(Files.readSymbolicLink(at)).normalize();
      } catch (IOException e) {
        break;
      }
    }
    return folders;
  }
}
