package io.zoetrope.app.tasks;

import io.zoetrope.app.catalog.CatalogService;
import io.zoetrope.app.catalog.Exports;
import io.zoetrope.app.config.Config;
import io.zoetrope.app.config.ScheduleConfig;
import io.zoetrope.app.data.DataFolderLock;
import io.zoetrope.app.presence.Heartbeat;
import io.zoetrope.app.presence.MachineName;
import io.zoetrope.app.presence.OwnAddresses;
import io.zoetrope.app.presence.ServerRecord;
import io.zoetrope.app.presence.ServerRegistration;
import io.zoetrope.app.time.Repeating;
import io.zoetrope.automation.schedule.Schedules;
import io.zoetrope.automation.webhook.Webhook;
import io.zoetrope.automation.webhook.Webhooks;
import io.zoetrope.base.Closer;
import io.zoetrope.base.ForeignCode;
import io.zoetrope.core.CameraSystem;
import io.zoetrope.core.time.Timekeeper;
import io.zoetrope.recording.RecordingEnvironment;
import io.zoetrope.recording.Recordings;
import io.zoetrope.tasks.TaskKind;
import io.zoetrope.tasks.TaskQueue;
import io.zoetrope.tasks.Worker;
import io.zoetrope.tasks.WorkerOptions;
import io.zoetrope.web.tasks.TaskContent;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * The background work of a server: who does it, what becomes of the files, and how other machines
 * find it. Any thread may close it, which gives running tasks back.
 *
 * <p>Nothing of it is loaded before it is needed: most who start a server only watch.
 */
public final class TaskService implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TaskService.class);

  /** Webhooks and schedules start even if this fails: the queue is opened again later. */
  private static final ForeignCode STARTING = new ForeignCode("Starting to do tasks");

  private static final Set<String> RECORDINGS =
      Set.of(Recordings.SNAPSHOT, Recordings.CLIP, Recordings.TIMELAPSE);
  private static final Duration BETWEEN_TIDYING = Duration.ofHours(1);

  private final Config config;
  private final DataFolderLock data;
  private final Backend backend;
  private final ResultStore results;
  private final Optional<Exports> exports;
  private final CameraSystem system;
  private final Timekeeper time;
  private final Optional<String> workerKey;
  private final Optional<Schedules> schedules;
  private final Optional<Webhooks> webhooks;

  private final Closer running = new Closer();
  private @Nullable Recordings recordings; // guarded by this

  /** What it is given stays the caller's to close, after this. */
  public TaskService(
      Config config,
      DataFolderLock data,
      Backend backend,
      ResultStore results,
      Optional<CatalogService> catalog,
      CameraSystem system) {
    this.config = config;
    this.data = data;
    this.backend = backend;
    this.time = system.time();
    this.results = results;
    this.exports = catalog.map(open -> open.exports(results));
    this.system = system;
    this.schedules =
        Optional.of(config.schedules().stream().map(ScheduleConfig::schedule).toList())
            .filter(given -> !given.isEmpty())
            .map(given -> new Schedules(given, backend.queue(), time));
    this.webhooks =
        Optional.of(config.webhooks())
            .filter(given -> !given.isEmpty())
            .map(given -> new Webhooks(given, backend.queue(), config.tasks().capacity(), time));
    webhooks.ifPresent(running::add);
    this.workerKey =
        backend instanceof RedisBackend ? Optional.of(ServerRecord.newKey()) : Optional.empty();
  }

  private synchronized Recordings recordings() {
    if (recordings == null) {
      recordings =
          new Recordings(
              new RecordingEnvironment(
                  system.cameras()::find,
                  system.renditions(),
                  results,
                  data.folder().resolve("work"),
                  config.drivers().ffmpeg(),
                  backend::isOpen,
                  time));
    }
    return recordings;
  }

  public TaskContent content() {
    return new TaskContent(
        backend.queue(),
        backend.events(),
        kinds(),
        this::fault,
        results,
        results,
        Optional.of(Webhook.KINDS),
        workerKey);
  }

  private Set<String> kinds() {
    Set<String> kinds = new HashSet<>(RECORDINGS);
    exports.ifPresent(_ -> kinds.add(Exports.KIND));
    return kinds;
  }

  private Optional<String> fault(String kind, JsonNode payload) {
    return kind.equals(Exports.KIND)
        ? exports.flatMap(all -> all.check(payload))
        : recordings().check(kind, payload);
  }

  /** Does not wait for the tasks that an earlier run has left. */
  public void start(int port) {
    Thread.ofVirtual().name("work-start").start(this::begin);
    if (backend instanceof RedisBackend redis) {
      ServerRecord here =
          new ServerRecord(OwnAddresses.url(config.server(), port), workerKey.orElseThrow());
      Heartbeat heartbeat = redis.heartbeat(here);
      running.add(heartbeat);
      running.add(
          Repeating.start(
              "server-heartbeat", Duration.ZERO, ServerRegistration.RENEWAL, time, heartbeat));
    }
  }

  private void begin() {
    boolean _ = STARTING.run(() -> backend.start(this::startOn));
    webhooks.ifPresent(Webhooks::start);
    schedules.ifPresent(Schedules::start);
    schedules.ifPresent(running::add);
  }

  private void startOn(TaskQueue queue) {
    results.startSweeping();
    running.add(Repeating.start("work-tidy", Duration.ZERO, BETWEEN_TIDYING, time, this::tidy));
    if (config.tasks().slots() > 0) {
      startWorker(queue, recordings().kinds(), config.tasks().slots());
    }
    // In a slot of its own, and here in any case: nobody else has the catalog.
    exports.ifPresent(all -> startWorker(queue, List.of(all.kind()), 1));
  }

  private void startWorker(TaskQueue queue, List<TaskKind> kinds, int slots) {
    List<TaskKind> ours = kinds.stream().map(this::inOurFolder).toList();
    running.add(Worker.start(queue, ours, new WorkerOptions(MachineName.get(), slots)));
  }

  private void tidy() {
    try {
      recordings().tidy();
    } catch (Exception e) {
      LOG.warn("Leftover files of finished tasks cannot be removed: {}", e.getMessage());
    }
  }

  /** A task may be the first to use the data folder. */
  private TaskKind inOurFolder(TaskKind kind) {
    return new TaskKind(
        kind.name(),
        context -> {
          data.use();
          return kind.handler().run(context);
        },
        kind.timeout(),
        kind.firstRetry(),
        kind.longestRetry());
  }

  @Override
  public void close() {
    running.close();
  }
}
