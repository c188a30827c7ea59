package io.zoetrope.app.worker;

import io.zoetrope.app.Sources;
import io.zoetrope.app.config.Config;
import io.zoetrope.app.presence.MachineName;
import io.zoetrope.app.presence.ServerRecord;
import io.zoetrope.app.presence.ServerRegistration;
import io.zoetrope.app.tasks.RedisBackend;
import io.zoetrope.app.worker.RemoteServers.RemoteServer;
import io.zoetrope.automation.http.HttpSender;
import io.zoetrope.base.Closer;
import io.zoetrope.core.CameraSystem;
import io.zoetrope.core.time.SystemTimekeeper;
import io.zoetrope.core.transcode.TranscoderProvider;
import io.zoetrope.core.transcode.TranscoderSearch;
import io.zoetrope.recording.RecordingEnvironment;
import io.zoetrope.recording.Recordings;
import io.zoetrope.tasks.QueueUnavailableException;
import io.zoetrope.tasks.Worker;
import io.zoetrope.tasks.WorkerOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Does the tasks of servers on this machine: pictures come from the server over HTTP, results go
 * back there. One thread starts it; any may close it, which gives running tasks back.
 */
public final class RemoteWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RemoteWorker.class);

  private final Config config;
  private final Closer closer = new Closer();
  private final SystemTimekeeper time = closer.add(new SystemTimekeeper());
  private final RedisBackend backend;
  private final KnownServers known;
  private final HttpSender sender = closer.add(ServerClient.newSender());

  /**
   * The config names a Redis, and as {@code server.url} where the server is, if not where it says.
   */
  public RemoteWorker(Config config) {
    this.config = config;
    try {
      backend =
          closer.add(
              RedisBackend.ofWorker(
                  config.redis().orElseThrow(), config.tasks().capacity(), this::presentServers));
    } catch (Throwable e) {
      closer.close();
      throw e;
    }
    known =
        new KnownServers(
            this::readRegistration,
            config.server().url(),
            "No server says in %s where it is: start one with --redis.".formatted(backend.server()),
            time);
  }

  private Set<String> presentServers() {
    Set<String> ids = new HashSet<>(known.present());
    ids.remove(ServerRegistration.NO_ID); // Its tasks have no owner.
    return ids;
  }

  private Map<String, ServerRecord> readRegistration() throws IOException {
    try {
      return backend.registration().all();
    } catch (QueueUnavailableException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** The Redis in words, without its password. */
  public String redis() {
    return backend.server();
  }

  public Collection<ServerRecord> servers() throws IOException {
    return known.find().values();
  }

  /** Those of the servers that answer; at least one must. */
  public Set<String> cameras() throws IOException, InterruptedException {
    Set<String> names = new TreeSet<>();
    IOException failure = null;
    boolean answered = false;
    for (String id : known.find().keySet()) {
      try {
        for (JsonNode camera : client(id).cameras()) {
          names.add(camera.path("id").asString(""));
        }
        answered = true;
      } catch (IOException e) {
        failure = e;
      }
    }
    if (failure != null && !answered) {
      throw failure;
    }
    if (failure != null) {
      LOG.warn("{} Its tasks wait.", failure.getMessage());
    }
    return names;
  }

  /** The server may move between calls. */
  private ServerClient client(String id) {
    return new ServerClient(sender, () -> known.find(id));
  }

  public void start() throws IOException {
    try {
      open();
    } catch (Throwable e) {
      close();
      throw e;
    }
  }

  private void open() throws IOException {
    WorkerFolder folder = closer.add(WorkerFolder.make(config.data().path()));
    Sources sources = closer.add(new Sources(config.drivers()));
    Optional<TranscoderProvider> transcoders = TranscoderSearch.installed();
    RemoteServers servers =
        closer.add(new RemoteServers(known, id -> open(client(id), sources, transcoders, folder)));
    tidy(
        open(client(ServerRegistration.NO_ID), sources, transcoders, folder), config.data().path());
    closer.add(
        Worker.start(
            backend.queue(),
            Recordings.kinds(task -> servers.recordings(backend.takenInBy(task), task.payload())),
            new WorkerOptions(MachineName.get(), config.tasks().slots())));
  }

  private RemoteServer open(
      ServerClient server,
      Sources sources,
      Optional<TranscoderProvider> transcoders,
      WorkerFolder folder) {
    CameraSystem system =
        sources
            .newSystem()
            .time(time)
            .transcoders(transcoders)
            .mostRenditions(config.server().renditions())
            .open();
    RemoteCameras cameras = new RemoteCameras(server, sources, system);
    return new RemoteServer(
        cameras,
        new Recordings(
            new RecordingEnvironment(
                cameras::find,
                system.renditions(),
                new UploadedResults(folder.path(), server, time),
                WorkerFolder.ofTimelapses(config.data().path()),
                config.drivers().ffmpeg(),
                backend::isOpen,
                time)));
  }

  private static void tidy(RemoteServer any, Path data) {
    try {
      any.recordings().tidy();
    } catch (IOException | UncheckedIOException | QueueUnavailableException e) {
      LOG.warn(
          "Leftover files of finished tasks in {} cannot be removed: {}", data, e.getMessage());
    }
  }

  /** Tasks are given back before the parts they need are gone. */
  @Override
  public void close() {
    closer.close();
  }
}
