package io.zoetrope.app.catalog;

import io.zoetrope.catalog.Catalog;
import io.zoetrope.catalog.EventRecord;
import io.zoetrope.catalog.TaskRecord;
import io.zoetrope.rows.Cursor;
import io.zoetrope.rows.Table;
import io.zoetrope.rows.TableQuery;
import io.zoetrope.rows.TableSource;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A catalog in memory, which can be broken, and can hang. Any thread. */
final class FakeCatalog implements Catalog {
  /** All that was ever added; an event that came twice is there twice. */
  private final List<EventRecord> added = new ArrayList<>();

  private final Map<String, TaskRecord> tasks = new LinkedHashMap<>();
  private final Semaphore turn = new Semaphore(1);
  private final AtomicInteger waiting = new AtomicInteger();
  private volatile boolean broken;
  private volatile @Nullable Error error;
  private final AtomicInteger failures = new AtomicInteger();
  private final List<Instant> forgotten = new ArrayList<>();
  final AtomicInteger openCursors = new AtomicInteger();

  void breaks() {
    broken = true;
  }

  void isMended() {
    broken = false;
  }

  /** Its driver cannot even be loaded. */
  void throwsErrors(Error thrown) {
    error = thrown;
  }

  void throwsNothing() {
    error = null;
  }

  /** Nobody gets an answer until {@link #answers}. */
  void hangs() {
    turn.acquireUninterruptibly();
  }

  void answers() {
    turn.release();
  }

  boolean isAsked() {
    return waiting.get() > 0;
  }

  int failures() {
    return failures.get();
  }

  synchronized List<String> eventIds() {
    return added.stream().map(EventRecord::id).toList();
  }

  synchronized List<EventRecord> addedEvents() {
    return List.copyOf(added);
  }

  synchronized Optional<TaskRecord> task(String id) {
    return Optional.ofNullable(tasks.get(id));
  }

  synchronized List<Instant> forgotten() {
    return List.copyOf(forgotten);
  }

  private void check() throws IOException {
    waiting.incrementAndGet();
    turn.acquireUninterruptibly();
    turn.release();
    waiting.decrementAndGet();
    Error thrown = error;
    if (thrown != null) {
      failures.incrementAndGet();
      throw thrown;
    }
    if (broken) {
      failures.incrementAndGet();
      throw new IOException("No room is left on the disk.");
    }
  }

  @Override
  public void add(List<EventRecord> events, List<TaskRecord> told) throws IOException {
    check();
    synchronized (this) {
      added.addAll(events);
      told.forEach(task -> tasks.put(task.id(), task));
    }
  }

  @Override
  public Optional<String> newestEvent() throws IOException {
    check();
    synchronized (this) {
      return added.isEmpty() ? Optional.empty() : Optional.of(added.getLast().id());
    }
  }

  @Override
  public long forgetBefore(Instant time) throws IOException {
    check();
    synchronized (this) {
      forgotten.add(time);
    }
    return 0;
  }

  @Override
  public TableSource<EventRecord> events() {
    return new Source<>(EventRecord.TABLE, this::addedEvents);
  }

  @Override
  public TableSource<TaskRecord> tasks() {
    return new Source<>(
        TaskRecord.TABLE,
        () -> {
          synchronized (this) {
            return List.copyOf(tasks.values());
          }
        });
  }

  @Override
  public void close() {}

  private final class Source<T> implements TableSource<T> {
    private final Table<T> table;
    private final Supplier<List<T>> rows;

    Source(Table<T> table, Supplier<List<T>> rows) {
      this.table = table;
      this.rows = rows;
    }

    @Override
    public Table<T> table() {
      return table;
    }

    @Override
    public Cursor<T> open(TableQuery query) throws IOException {
      check();
      openCursors.incrementAndGet();
      return Cursor.of(rows.get().reversed().stream().onClose(openCursors::decrementAndGet));
    }

    @Override
    public String version() {
      return "1";
    }

    @Override
    public String position(T row) {
      return "0";
    }
  }
}
