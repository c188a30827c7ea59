package io.zoetrope.app.worker;

import io.zoetrope.app.Sources;
import io.zoetrope.app.config.BadConfigException;
import io.zoetrope.app.config.WorkConfig;
import io.zoetrope.app.work.MachineName;
import io.zoetrope.app.work.RedisBackend;
import io.zoetrope.app.work.ServerRecord;
import io.zoetrope.core.frame.Envelope;
import io.zoetrope.core.frame.FrameFiles;
import io.zoetrope.core.rendition.RenditionEnvironment;
import io.zoetrope.core.rendition.Renditions;
import io.zoetrope.core.rendition.TranscoderProvider;
import io.zoetrope.core.time.SystemTimekeeper;
import io.zoetrope.drivers.ffmpeg.FfmpegProgram;
import io.zoetrope.recording.RecordingEnvironment;
import io.zoetrope.recording.Recordings;
import io.zoetrope.tasks.QueueUnavailableException;
import io.zoetrope.tasks.Worker;
import io.zoetrope.tasks.WorkerOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Does a server's tasks on this machine: pictures come from the server over HTTP, results go back
 * there. One thread starts it; any may close it, which gives running tasks back.
 */
public final class RemoteWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RemoteWorker.class);

  private final RemoteWorkerConfig config;
  private final SystemTimekeeper time = new SystemTimekeeper();
  private final RedisBackend backend;
  private final LastKnownServer lastKnown;
  private final ServerClient server;
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private boolean closed;

  /**
   * Makes it; nothing is done yet.
   *
   * @throws BadConfigException when the address of the Redis cannot be right
   */
  public RemoteWorker(RemoteWorkerConfig config) {
    this.config = config;
    closeLater(time);
    backend = new RedisBackend(config.redis(), config.config().work().capacity());
    closeLater(backend);
    lastKnown =
        new LastKnownServer(
            this::readNotice,
            "No server says in %s where it is: start one with --redis."
                .formatted(backend.server()));
    server = new ServerClient(this::findServer);
    closeLater(server);
  }

  /** The Redis in words, without its password. */
  public String redis() {
    return backend.server();
  }

  /**
   * Where the server is.
   *
   * @throws IOException when it is not known now; the message is a sentence for people
   */
  public ServerRecord findServer() throws IOException {
    ServerRecord found = lastKnown.find();
    return config.server().map(url -> new ServerRecord(url, found.key())).orElse(found);
  }

  private Optional<ServerRecord> readNotice() throws IOException {
    try {
      return backend.registration().read();
    } catch (QueueUnavailableException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /**
   * The names of the server's cameras.
   *
   * @throws IOException when the server does not answer now; the message is a sentence for people
   */
  public List<String> cameras() throws IOException, InterruptedException {
    List<String> names = new ArrayList<>();
    for (JsonNode camera : server.cameras()) {
      names.add(camera.path("id").asString(""));
    }
    return names;
  }

  /**
   * Begins to do tasks.
   *
   * @throws IOException when the folder for its files cannot be made
   */
  public void start() throws IOException {
    WorkConfig work = config.config().work();
    WorkFolder folder = WorkFolder.make(work.data());
    closeLater(folder);
    Sources sources = new Sources(time, Envelope.NONE, FrameFiles.none(), config.config());
    closeLater(sources);
    RemoteCameras cameras = new RemoteCameras(server, sources, time);
    closeLater(cameras);
    Renditions renditions =
        new Renditions(
            RenditionEnvironment.standard(
                time,
                sources::newFrames,
                ServiceLoader.load(TranscoderProvider.class).findFirst(),
                config.config().server().renditions()));
    closeLater(renditions);
    Recordings recordings =
        new Recordings(
            new RecordingEnvironment(
                cameras::find,
                Optional.of(renditions),
                new UploadedResults(folder.path(), server, time),
                work.data().resolve("work"),
                () -> FfmpegProgram.find(config.config().ffmpeg()),
                this::isWanted,
                time));
    tidy(recordings, work.data());
    closeLater(
        Worker.start(
            backend.queue(),
            recordings.kinds(),
            new WorkerOptions(MachineName.get(), work.slots())));
  }

  private boolean isWanted(String taskId) {
    return backend.queue().find(taskId).filter(task -> !task.state().ended()).isPresent();
  }

  private static void tidy(Recordings recordings, Path data) {
    try {
      recordings.tidy();
    } catch (IOException | UncheckedIOException | QueueUnavailableException e) {
      LOG.warn("What ended tasks have left in {} cannot be removed: {}", data, e.getMessage());
    }
  }

  /** The last part is closed first, so that tasks are given back before what they need goes. */
  @Override
  public void close() {
    List<AutoCloseable> ending;
    synchronized (parts) {
      closed = true;
      ending = List.copyOf(parts);
      parts.clear();
    }
    ending.forEach(RemoteWorker::close);
  }

  private void closeLater(AutoCloseable part) {
    synchronized (parts) {
      if (!closed) {
        parts.push(part);
        return;
      }
    }
    close(part);
  }

  private static void close(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      LOG.warn("Closing failed: {}", e.getMessage());
    }
  }
}
