package io.zoetrope.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.zoetrope.base.fixture.ChildProcesses;
import io.zoetrope.core.CameraSettings;
import io.zoetrope.core.CameraSystem;
import io.zoetrope.core.camera.Camera;
import io.zoetrope.core.camera.CameraTimings;
import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.source.SourceOpener;
import io.zoetrope.core.time.SystemTimekeeper;
import io.zoetrope.ffmpeg.FfmpegProgram;
import io.zoetrope.tasks.TaskKind;
import io.zoetrope.tasks.result.ResultFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What recordings work with, and what runs them as a worker would. At its end, every buffer must
 * have been given back, and no process, thread or half-written file be left.
 */
final class RecordingBench implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final CameraTimings TIMINGS =
      new CameraTimings(
          Duration.ofMillis(100),
          Duration.ofSeconds(10),
          Duration.ofMillis(200),
          Duration.ofSeconds(1),
          Duration.ofSeconds(10),
          Duration.ofMillis(500));

  private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true);
  private final SystemTimekeeper time = new SystemTimekeeper();
  private final Map<String, CameraSystem> cameras = new ConcurrentHashMap<>();
  private final CameraSystem renditions = newSystem();
  private final ChildProcesses processes = new ChildProcesses();
  private final Path data;
  private final Path resultPath;
  private final Path ffmpeg;
  final Set<String> unwanted = ConcurrentHashMap.newKeySet();
  private volatile Duration lookup = Duration.ZERO;

  RecordingBench(Path data) throws IOException, InterruptedException {
    this(data, data.resolve("results"), FfmpegProgram.find(Optional.<Path>empty()));
  }

  RecordingBench(Path data, Path resultPath, Path ffmpeg) {
    this.data = data;
    this.resultPath = resultPath;
    this.ffmpeg = ffmpeg;
  }

  /** Adds a camera, in place of the one of that name if there is one. */
  Camera camera(String id, Function<FrameFactory, SourceOpener> source) {
    CameraSystem its = newSystem();
    CameraSystem before = cameras.put(id, its);
    if (before != null) {
      before.close();
    }
    return its.add(
        CameraSettings.of(id, TIMINGS), "the test", context -> source.apply(context.frames()));
  }

  private CameraSystem newSystem() {
    return CameraSystem.builder()
        .time(time)
        .allocator(allocator)
        .transcoders(Optional.empty())
        .open();
  }

  /** How long it takes to find a camera. */
  void lookupsTake(Duration time) {
    lookup = time;
  }

  private Optional<Camera> find(String id) {
    if (lookup.isPositive()) {
      await().pollDelay(lookup).until(() -> true);
    }
    return Optional.ofNullable(cameras.get(id)).flatMap(its -> its.cameras().find(id));
  }

  ResultFolder results() throws IOException {
    return ResultFolder.open(resultPath, InstantSource.system());
  }

  Recordings recordings() {
    try {
      return new Recordings(
          new RecordingEnvironment(
              this::find,
              renditions.renditions(),
              results(),
              data.resolve("work"),
              Optional.of(ffmpeg),
              id -> !unwanted.contains(id),
              time));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Does a task from its begin to its end. */
  JsonNode run(String kind, String payload) throws Exception {
    return run(new RunningTask(kind, payload));
  }

  JsonNode run(RunningTask context) throws Exception {
    return kind(context.task().kind()).handler().run(context);
  }

  TaskKind kind(String name) {
    return recordings().kinds().stream()
        .filter(kind -> kind.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  static JsonNode json(String text) {
    return JSON.readTree(text);
  }

  Path result(JsonNode result) {
    return resultPath.resolve(result.get("file").stringValue());
  }

  /** All files of this folder of the data. */
  List<String> files(String folder) {
    Path path = folder.equals("results") ? resultPath : data.resolve(folder);
    if (!Files.exists(path)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(path)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ChildProcesses processes() {
    return processes;
  }

  long bytesInUse() {
    return allocator.metric().usedDirectMemory() + allocator.metric().usedHeapMemory();
  }

  @Override
  public void close() {
    cameras.values().forEach(CameraSystem::close);
    renditions.close();
    time.close();
    assertThat(processes.started()).as("processes that are left").isEmpty();
    await("threads that are left").until(() -> processes.logReaders().isEmpty());
    await("bytes in buffers that nobody has released").until(() -> bytesInUse() == 0);
    assertThat(files("results")).noneMatch(name -> name.endsWith(".part"));
  }
}
