package io.zoetrope.app.catalog;

import io.zoetrope.catalog.EventRecord;
import io.zoetrope.catalog.TaskRecord;
import io.zoetrope.rows.Cursor;
import io.zoetrope.rows.Table;
import io.zoetrope.rows.TableSource;
import io.zoetrope.tasks.TaskContext;
import io.zoetrope.tasks.TaskFailedException;
import io.zoetrope.tasks.TaskKind;
import io.zoetrope.tasks.result.NewResult;
import io.zoetrope.tasks.result.NoRoomException;
import io.zoetrope.tasks.result.Results;
import io.zoetrope.tasks.result.WriteFailure;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Tasks of kind {@code export}: tables become files. Any thread may call it. */
public final class Exports {
  public static final String KIND = "export";

  private static final Duration TIMEOUT = Duration.ofHours(6);

  private final List<TableSource<?>> tables;
  private final Results results;

  Exports(List<TableSource<?>> tables, Results results) {
    this.tables = List.copyOf(tables);
    this.results = results;
  }

  /** The kind of task, for a worker. */
  public TaskKind kind() {
    return new TaskKind(KIND, this::run, TIMEOUT);
  }

  /** What is wrong with a payload, in a sentence for people; empty when nothing is. */
  public Optional<String> check(JsonNode payload) {
    return check(payload, shapes());
  }

  /** What is wrong with a payload for the tables that every catalog has. */
  public static Optional<String> checkPayload(JsonNode payload) {
    return check(payload, List.of(EventRecord.TABLE, TaskRecord.TABLE));
  }

  private static Optional<String> check(JsonNode payload, List<Table<?>> tables) {
    try {
      ExportRequest _ = ExportRequest.read(payload, tables);
      return Optional.empty();
    } catch (TaskFailedException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private List<Table<?>> shapes() {
    return tables.stream().<Table<?>>map(TableSource::table).toList();
  }

  private JsonNode run(TaskContext context) throws Exception {
    try {
      ExportRequest asked = ExportRequest.read(context.task().payload(), shapes());
      TableSource<?> source =
          tables.stream()
              .filter(table -> table.table().name().equals(asked.table()))
              .findFirst()
              .orElseThrow();
      return export(context, asked, source);
    } catch (NoRoomException e) {
      throw new TaskFailedException(String.valueOf(e.getMessage()));
    }
  }

  private <T> JsonNode export(TaskContext context, ExportRequest asked, TableSource<T> source)
      throws Exception {
    String id = context.task().id();
    try (NewResult file = results.begin(id, asked.type());
        Cursor<T> rows = source.open(asked.query(context.task().submitted()))) {
      long count = write(context, asked, source, rows, file.path());
      return JsonNodeFactory.instance
          .objectNode()
          .put("file", id + "." + asked.type().extension())
          .put("type", asked.type().mediaType())
          .put("size", file.commit())
          .put("rows", count);
    }
  }

  private static <T> long write(
      TaskContext context, ExportRequest asked, TableSource<T> source, Cursor<T> rows, Path path)
      throws Exception {
    // Not through a channel, which an interruption closes.
    try (OutputStream out = new ExplainedOutput(path)) {
      return asked
          .format()
          .write(
              source.table(),
              new Cancellable<>(rows),
              out,
              asked.options(),
              // How many there will be is not known: counting takes as long as writing.
              count -> context.progress(0, count + (count == 1 ? " row" : " rows")));
    }
  }

  /** Ends in the middle when its thread is interrupted. One thread. */
  private record Cancellable<T>(Cursor<T> rows) implements Cursor<T> {
    @Override
    public @Nullable T next() throws Exception {
      if (Thread.interrupted()) {
        throw new InterruptedException("cancelled");
      }
      try {
        return rows.next();
      } catch (IOException e) {
        // To an interruption, the connection to a database breaks.
        if (Thread.interrupted()) {
          throw new InterruptedException("cancelled");
        }
        throw e;
      }
    }

    @Override
    public void close() {
      rows.close();
    }
  }

  /** Says what keeps it from writing its file. One thread. */
  private static final class ExplainedOutput extends OutputStream {
    private final OutputStream out;
    private final Path folder;

    ExplainedOutput(Path file) throws IOException {
      folder = Objects.requireNonNull(file.getParent());
      try {
        out = new FileOutputStream(file.toFile());
      } catch (IOException e) {
        throw WriteFailure.explained(e, folder);
      }
    }

    @Override
    public void write(int oneByte) throws IOException {
      write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      try {
        out.write(bytes, from, length);
      } catch (IOException e) {
        throw WriteFailure.explained(e, folder);
      }
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
