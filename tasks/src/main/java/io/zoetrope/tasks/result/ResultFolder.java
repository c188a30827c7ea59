package io.zoetrope.tasks.result;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Results in a folder of this machine, which one process has for itself. Any thread may call it;
 * all calls block for as long as a disk takes.
 *
 * <p>What is in the folder is read once; from then on it is known, so that nothing here walks over
 * all files but {@link #sweep}, which walks over what is known of them.
 */
public final class ResultFolder implements Results {
  private static final Pattern ID = Pattern.compile("[0-9A-Za-z_-]{1,64}");
  private static final String PART = ".part";

  /** Who writes a file writes to it more often than that. */
  private static final Duration ABANDONED_AFTER = Duration.ofMinutes(10);

  private final Path folder;
  private final InstantSource clock;
  private final Map<String, Kept> kept = new ConcurrentHashMap<>();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong parts = new AtomicLong();

  /** Sets its unfinished files apart from those that an earlier run has left. */
  private final String run = UUID.randomUUID().toString();

  /** What was unfinished when this was opened, and may still be written. */
  private final List<Path> unfinished = new ArrayList<>(); // guarded by this

  private record Kept(ResultType type, long sizeBytes, Instant since) {}

  private ResultFolder(Path folder, InstantSource clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /**
   * Opens the folder, and removes unfinished files that nobody has written to for ten minutes;
   * {@link #sweep} removes the others when they are as old. It need not be there yet: it is made
   * with the first result.
   */
  public static ResultFolder open(Path folder, InstantSource clock) throws IOException {
    ResultFolder opened = new ResultFolder(folder.toAbsolutePath(), clock);
    if (Files.isDirectory(folder)) {
      opened.read();
    }
    return opened;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException when that id cannot name a file
   */
  @Override
  public NewResult begin(String taskId, ResultType type) throws IOException {
    if (!ID.matcher(taskId).matches()) {
      throw new IllegalArgumentException("'%s' names no result".formatted(taskId));
    }
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw WriteFailure.explained(e, folder);
    }
    String part = "%s.%s-%d%s".formatted(taskId, run, parts.incrementAndGet(), PART);
    return new PartFile(
        folder,
        part,
        name(taskId, type),
        sizeBytes -> enter(taskId, new Kept(type, sizeBytes, clock.instant())));
  }

  /** The result of a task, if it has one that is still kept. Any text may be asked for. */
  public Optional<ResultFile> find(String taskId) {
    Kept known = kept.get(taskId);
    if (known == null) {
      return Optional.empty();
    }
    Path path = path(taskId, known.type());
    if (!Files.isRegularFile(path)) {
      forget(taskId, known); // Somebody made room by hand.
      return Optional.empty();
    }
    return Optional.of(new ResultFile(path, known.type(), known.sizeBytes()));
  }

  /** How many bytes all results have together. */
  public long sizeBytes() {
    return bytes.get();
  }

  /** How many results there are. */
  public int count() {
    return kept.size();
  }

  /** Deletes the result of a task, if it has one. One who reads it may read it to its end. */
  public void delete(String taskId) throws IOException {
    Kept known = kept.get(taskId);
    if (known != null) {
      Files.deleteIfExists(path(taskId, known.type()));
      forget(taskId, known);
    }
  }

  /**
   * Deletes what is older than {@code keep}, then the oldest until all together have at most {@code
   * mostBytes}. Unfinished files that an earlier run has left go when nobody has written to them
   * for ten minutes.
   *
   * @return how many were deleted
   */
  public synchronized int sweep(Duration keep, long mostBytes) throws IOException {
    for (Path file : List.copyOf(unfinished)) {
      if (removeIfAbandoned(file)) {
        unfinished.remove(file);
      }
    }
    Instant oldest = clock.instant().minus(keep);
    List<Map.Entry<String, Kept>> byAge =
        kept.entrySet().stream()
            .sorted(Map.Entry.comparingByValue(Comparator.comparing(Kept::since)))
            .toList();
    int deleted = 0;
    for (Map.Entry<String, Kept> entry : byAge) {
      if (bytes.get() <= mostBytes && !entry.getValue().since().isBefore(oldest)) {
        break;
      }
      // Unless it was made again in the meantime.
      if (entry.getValue().equals(kept.get(entry.getKey()))) {
        delete(entry.getKey());
        deleted++;
      }
    }
    return deleted;
  }

  private synchronized void read() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String name = file.getFileName().toString();
        if (name.endsWith(PART)) {
          if (!removeIfAbandoned(file)) {
            unfinished.add(file);
          }
          continue;
        }
        int dot = name.lastIndexOf('.');
        Optional<ResultType> type =
            Stream.of(ResultType.values())
                .filter(known -> name.endsWith("." + known.extension()))
                .findFirst();
        if (type.isPresent() && ID.matcher(name.substring(0, dot)).matches()) {
          Instant since = Files.getLastModifiedTime(file).toInstant();
          enter(name.substring(0, dot), new Kept(type.get(), Files.size(file), since));
        }
      }
    }
  }

  /** Returns whether it is gone. */
  private boolean removeIfAbandoned(Path file) throws IOException {
    try {
      Instant written = Files.getLastModifiedTime(file).toInstant();
      if (written.isAfter(clock.instant().minus(ABANDONED_AFTER))) {
        return false;
      }
      Files.deleteIfExists(file);
    } catch (NoSuchFileException e) {
      // Finished, or removed by whoever wrote it.
    }
    return true;
  }

  private void enter(String taskId, Kept entered) throws IOException {
    Kept before = kept.put(taskId, entered);
    bytes.addAndGet(entered.sizeBytes() - (before == null ? 0 : before.sizeBytes()));
    if (before != null && before.type() != entered.type()) {
      Files.deleteIfExists(path(taskId, before.type()));
    }
  }

  private void forget(String taskId, Kept known) {
    if (kept.remove(taskId, known)) {
      bytes.addAndGet(-known.sizeBytes());
    }
  }

  private Path path(String taskId, ResultType type) {
    return folder.resolve(name(taskId, type));
  }

  private static String name(String taskId, ResultType type) {
    return taskId + "." + type.extension();
  }
}
