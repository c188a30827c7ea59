package io.zoetrope.web.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.tasks.Lease;
import io.zoetrope.tasks.Task;
import io.zoetrope.tasks.result.ResultType;
import io.zoetrope.web.connection.Timeouts;
import io.zoetrope.web.fixture.Answer;
import io.zoetrope.web.fixture.FakeTasks;
import io.zoetrope.web.fixture.RawClient;
import io.zoetrope.web.fixture.ServerPair;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The results of tasks: sent whole or in part, and taken from workers on other machines. */
class ResultsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final byte[] FILE = "0123456789".getBytes(StandardCharsets.US_ASCII);
  private static final String KEY = "Authorization: Bearer " + FakeTasks.WORKER_KEY;
  private static final String MP4 = "Content-Type: video/mp4";

  @TempDir private Path folder;
  private FakeTasks work;
  private ServerPair pair;

  @BeforeEach
  void start() throws Exception {
    work = new FakeTasks(folder, 10, 100);
    pair = ServerPair.working(Timeouts.STANDARD, work.content(), "door");
  }

  @AfterEach
  void stop() throws Exception {
    pair.close();
    work.close();
  }

  @Test
  void aFileHasItsTypeNameAndTag() throws Exception {
    Task task = work.done("clip", ResultType.MP4, FILE);

    Answer answer = pair.get(address(task.id()));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(FILE);
    assertThat(answer.header("Content-Type")).contains("video/mp4");
    assertThat(answer.header("Content-Length")).contains("10");
    assertThat(answer.header("Accept-Ranges")).contains("bytes");
    assertThat(answer.header("Content-Disposition"))
        .hasValueSatisfying(
            text -> assertThat(text).matches("inline; filename=\"door-clip-\\d{8}-\\d{6}.mp4\""));
    assertThat(pair.get("/api/tasks/" + task.id()).json().getJsonObject("file").encode())
        .isEqualTo(
            "{\"url\":\"api/tasks/%s/result\",\"type\":\"video/mp4\",\"size\":10}"
                .formatted(task.id()));
    Answer head = pair.ask("HEAD", address(task.id()), "Range: bytes=1-2");
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.header("Content-Length")).contains("10");
    String tag = answer.header("ETag").orElseThrow();
    assertThat(pair.get(address(task.id()), "If-None-Match: " + tag).status()).isEqualTo(304);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          bytes=0-3        | 206 | 0123       | bytes 0-3/10
          bytes=4-         | 206 | 456789     | bytes 4-9/10
          bytes=-3         | 206 | 789        | bytes 7-9/10
          bytes=-30        | 206 | 0123456789 | bytes 0-9/10
          bytes=8-99       | 206 | 89         | bytes 8-9/10
          bytes=9-9        | 206 | 9          | bytes 9-9/10
          bytes=10-        | 416 |            | bytes */10
          bytes=-0         | 416 |            | bytes */10
          bytes=0-1,4-5    | 200 | 0123456789 |
          bytes=5-4        | 200 | 0123456789 |
          bytes=-          | 200 | 0123456789 |
          bytes=99999999999999999999- | 200 | 0123456789 |
          pages=1-2        | 200 | 0123456789 |
          """)
  void aRangeIsSentOnRequest(String range, int status, String body, String part) throws Exception {
    Task task = work.done("clip", ResultType.MP4, FILE);

    Answer answer = pair.get(address(task.id()), "Range: " + range);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("Content-Range").orElse(null)).isEqualTo(part);
    assertThat(status == 416 || answer.text().equals(body)).as(answer.text()).isTrue();
  }

  @Test
  void aRangeOfAnotherVersionIsNotSent() throws Exception {
    Task task = work.done("clip", ResultType.MP4, FILE);
    String tag = pair.get(address(task.id())).header("ETag").orElseThrow();

    assertThat(pair.get(address(task.id()), "Range: bytes=1-2", "If-Range: " + tag).text())
        .isEqualTo("12");
    assertThat(pair.get(address(task.id()), "Range: bytes=1-2", "If-Range: \"x\"").status())
        .isEqualTo(200);
  }

  @Test
  void manyAndLargeFilesComeWholeOverOneConnection() throws Exception {
    byte[] large = new byte[5_000_000];
    new Random(5).nextBytes(large);
    Task task = work.done("clip", ResultType.MP4, large);
    RawClient client = pair.connect();

    for (int n = 0; n < 3; n++) {
      assertThat(client.get(address(task.id())).readAnswer().body()).isEqualTo(large);
    }
  }

  @Test
  void aClientThatReadsNothingOfAFileIsCutOff() throws Exception {
    Timeouts impatient = Timeouts.STANDARD.withStalledViewer(Duration.ofMillis(300));
    try (ServerPair other = ServerPair.working(impatient, work.content(), "door")) {
      Task task = work.done("clip", ResultType.MP4, new byte[30_000_000]);
      RawClient client = other.connect(4096).get(address(task.id()));
      client.readHead();

      await().atMost(PATIENCE).until(() -> openFiles() == 0);
    }
  }

  @Test
  void saysWhyThereIsNoResult() throws Exception {
    work.submit("clip");
    String queued = work.queue().list(io.zoetrope.tasks.TaskFilter.ALL).getFirst().id();
    assertThat(pair.get(address(queued)).errorCode()).isEqualTo("not_done");
    Lease lease = work.take();
    work.queue().leases().failed(lease, "The camera is gone.");
    Answer failed = pair.get(address(queued));
    assertThat(failed.status()).isEqualTo(409);
    assertThat(failed.errorMessage())
        .isEqualTo("This task has ended without a result (failed): The camera is gone.");

    Task old = work.done("clip", ResultType.MP4, FILE);
    work.results().delete(old.id());
    assertThat(pair.get(address(old.id())).status()).isEqualTo(410);
    assertThat(pair.get("/api/tasks/" + old.id()).json().containsKey("file")).isFalse();

    Task json = work.done("clip", "[1,null]");
    assertThat(pair.get(address(json.id())).text()).isEqualTo("[1,null]");
  }

  @Test
  void aWorkerStoresTheFileOfTheTaskItRuns() throws Exception {
    work.submit("clip");
    String id = work.take().task().id();
    byte[] large = new byte[3_000_000];
    new Random(6).nextBytes(large);

    Answer answer = Asking.send(pair, "PUT", address(id), large, KEY, MP4);

    assertThat(answer.text()).isEqualTo("{\"size\":3000000}");
    assertThat(Files.readAllBytes(work.results().find(id).orElseThrow().path())).isEqualTo(large);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          Authorization: Bearer wrong | Content-Type: video/mp4  | Accept: */*                  | 401 | key_needed
          Accept: */*                 | Content-Type: video/mp4  | Accept: */*                  | 401 | key_needed
          KEY                         | Content-Type: text/plain | Accept: */*                  | 415 | not_a_result
          KEY                         | Content-Type: video/mp4  | Accept: */*                  | 409 | not_running
          """)
  void refusesInvalidUploads(String key, String type, String more, int status, String code)
      throws Exception {
    String id = work.submit("clip").id();

    Answer answer =
        Asking.send(pair, "PUT", address(id), FILE, key.equals("KEY") ? KEY : key, type, more);

    assertThat(answer.errorCode()).isEqualTo(code);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(files()).isZero();
  }

  @Test
  void refusesATooLargeFileBeforeItIsSent() throws Exception {
    RawClient client = pair.connect();
    client.request("PUT", address("any"), KEY, MP4, "Content-Length: 99999999999");

    assertThat(client.readAnswer().status()).isEqualTo(413);
  }

  @Test
  void anInterruptedUploadLeavesNothing() throws Exception {
    work.submit("clip");
    String id = work.take().task().id();
    RawClient client = pair.connect();
    client.request("PUT", address(id), KEY, MP4, "Content-Length: 3000000").send(new byte[1 << 20]);
    await().atMost(PATIENCE).until(() -> files() == 1);

    client.close();

    await().atMost(PATIENCE).until(() -> files() == 0);
    assertThat(work.results().find(id)).isEmpty();
  }

  private static String address(String id) {
    return "/api/tasks/" + id + "/result";
  }

  private long files() throws Exception {
    try (Stream<Path> all = Files.list(folder)) {
      return all.count();
    }
  }

  /** How many files of the folder this process has open. */
  private long openFiles() throws Exception {
    try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
      return all.filter(this::isInFolder).count();
    }
  }

  private boolean isInFolder(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).startsWith(folder);
    } catch (java.io.IOException e) {
      return false;
    }
  }
}
