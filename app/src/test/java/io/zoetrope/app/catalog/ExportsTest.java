package io.zoetrope.app.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.zoetrope.catalog.EventRecord;
import io.zoetrope.rows.Cursor;
import io.zoetrope.rows.Table;
import io.zoetrope.rows.TableQuery;
import io.zoetrope.rows.TableSource;
import io.zoetrope.tasks.Task;
import io.zoetrope.tasks.TaskContext;
import io.zoetrope.tasks.TaskState;
import io.zoetrope.tasks.result.ResultFolder;
import io.zoetrope.tasks.topic.RingTopic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class ExportsTest {
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private Path folder;
  private final FakeCatalog catalog = new FakeCatalog();
  private final FakeQueue queue = new FakeQueue(new RingTopic(1, InstantSource.system()));
  private final List<String> notes = new ArrayList<>();
  private ResultFolder results;

  @BeforeEach
  void open() throws IOException {
    results = ResultFolder.open(folder, InstantSource.system());
  }

  @Test
  void aTableBecomesAFileThatSaysHowManyRowsItHas() throws Exception {
    catalog.add(List.of(event("1-0", "=door"), event("2-0", "hall")), List.of());
    JsonNode told =
        run(exports(), "{\"table\":\"events\",\"format\":\"csv\",\"safe\":\"spreadsheet\"}");
    String csv =
        String.join(
            "\r\n",
            "\uFEFFid,at,kind,camera,detail",
            "2-0,2026-11-21T12:00:00.000Z,viewers,hall,{}",
            "1-0,2026-11-21T12:00:00.000Z,viewers,\"'=door\",{}",
            "");
    assertThat(results.find("t1").orElseThrow().path()).hasContent(csv);
    assertThat(told)
        .hasToString(
            "{\"file\":\"t1.csv\",\"type\":\"text/csv; charset=utf-8\",\"size\":%d,\"rows\":2}"
                .formatted(csv.getBytes(StandardCharsets.UTF_8).length));
    assertThat(notes).last().isEqualTo("0 2 rows");
    assertThat(catalog.openCursors).hasValue(0);
    assertThat(run(exports(), "{\"table\":\"tasks\",\"format\":\"ndjson\"}").path("file"))
        .hasToString("\"t1.ndjson\"");
  }

  @Test
  void aTaskThatIsCancelledInTheMiddleFreesItsCursorAndLeavesNoFile() throws Exception {
    CountDownLatch inTheMiddle = new CountDownLatch(1_000);
    Endless endless = new Endless(inTheMiddle);
    Exports exports = new Exports(List.of(endless), results);
    AtomicReference<Exception> ended = new AtomicReference<>();
    Thread task =
        Thread.ofVirtual()
            .start(() -> {
              try {
                run(exports, "{\"table\":\"events\",\"format\":\"csv\"}");
              } catch (Exception e) {
                ended.set(e);
              }
            });
    inTheMiddle.await();
    task.interrupt();
    await().until(() -> ended.get() instanceof InterruptedException);
    assertThat(endless.closed).isTrue();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void aCatalogThatIsAwayIsTriedAgain() {
    catalog.breaks();
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> run(exports(), "{\"table\":\"events\",\"format\":\"csv\"}"))
        .withMessage("No room is left on the disk.");
  }

  @Test
  void theLastDayEndsWhenTheTaskWasSubmitted() throws Exception {
    ExportRequest asked =
        ExportRequest.read(
            JSON.readTree("{\"table\":\"events\",\"format\":\"csv\",\"last\":\"1d\"}"),
            List.of(EventRecord.TABLE));
    assertThat(asked.query(Instant.parse("2026-11-21T06:00:00Z")).from())
        .contains(Instant.parse("2026-11-20T06:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          []                                                 | The payload is an object, as in {"table": "events", "format": "csv"}.
          {"format": "csv"}                                  | table is one of events, tasks, as in
          {"table": "users", "format": "csv"}                | table is one of events, tasks, as in
          {"table": "events", "format": "html"}              | format is one of csv, ndjson, as in
          {"table": "events", "format": "csv", "form": "x"}  | The payload has a field 'form' that is not known; there are table, format, from
          {"table": "events", "format": "csv", "from": "x"}  | from is a time such as 2026-11-22T06:00:00Z or a date such as 2026-11-22, not 'x'.
          {"table": "events", "format": "csv", "to": 5}      | to is a text, not 5.
          {"table": "events", "format": "csv", "from": "2026-11-22", "to": "2026-11-22T00:00:00Z"} | from is a time before to.
          {"table": "events", "format": "csv", "from": "2026-11-22", "last": "1d"} | Either from or last says where to begin, not both.
          {"table": "events", "format": "csv", "last": "1 week"} | last is a duration such as 500ms, 10s, 2m, 1h or 7d, not '1 week'.
          {"table": "events", "format": "csv", "safe": "yes"} | safe is "spreadsheet", or is left out.
          """)
  void anImpossibleExportIsRefusedWithASentence(String payload, String sentence) {
    assertThat(exports().check(JSON.readTree(payload)).orElseThrow()).startsWith(sentence);
  }

  @Test
  void aPossibleExportIsAccepted() {
    String payload =
        "{\"table\": \"tasks\", \"format\": \"ndjson\", \"from\": \"2026-11-01\", \"to\": \"2026-11-22T06:00:00+01:00\", \"camera\": \"door\", \"kind\": \"clip\"}";
    assertThat(exports().check(JSON.readTree(payload))).isEmpty();
  }

  private Exports exports() {
    return new Exports(List.of(catalog.events(), catalog.tasks()), results);
  }

  private JsonNode run(Exports exports, String payload) throws Exception {
    Task task = queue.has("t1", TaskState.RUNNING, payload);
    return exports
        .kind()
        .handler()
        .run(
            new TaskContext() {
              @Override
              public Task task() {
                return task;
              }

              @Override
              public void progress(int percent, String note) {
                notes.add(percent + " " + note);
              }
            });
  }

  private static EventRecord event(String id, String camera) {
    return new EventRecord(id, Instant.parse("2026-11-21T12:00:00Z"), "viewers", camera, "{}");
  }

  /** A table without an end. */
  private static final class Endless implements TableSource<EventRecord> {
    private final CountDownLatch rows;
    private volatile boolean closed;

    Endless(CountDownLatch rows) {
      this.rows = rows;
    }

    @Override
    public Table<EventRecord> table() {
      return EventRecord.TABLE;
    }

    @Override
    public Cursor<EventRecord> open(TableQuery query) {
      return Cursor.of(
          Stream.generate(() -> event("1-0", "door"))
              .peek(_ -> rows.countDown())
              .onClose(() -> closed = true));
    }

    @Override
    public String version() {
      return "1";
    }

    @Override
    public String position(EventRecord row) {
      return "0";
    }
  }
}
