package io.zoetrope.testing;

import io.zoetrope.core.CameraSettings;
import io.zoetrope.core.CameraSystem;
import io.zoetrope.core.camera.Camera;
import io.zoetrope.core.camera.CameraTimings;
import io.zoetrope.core.rendition.Renditions;
import io.zoetrope.rows.TableSource;
import io.zoetrope.web.TaskContent;
import io.zoetrope.web.Timeouts;
import io.zoetrope.web.WebContent;
import io.zoetrope.web.WebOptions;
import io.zoetrope.web.WebServer;
import io.zoetrope.web.http.FrameAncestors;
import io.zoetrope.web.mjpeg.FrameFiles;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A real server on a port of its own, with cameras under the test's control, and clients for it.
 * Any thread may call it.
 *
 * <p>Closing it fails when a frame was not given back by then, so every test that uses it is also
 * one for leaks.
 */
public final class ServerPair implements AutoCloseable {
  /** So long that a test sees a repeated frame only when it asks for that. */
  private static final Duration NEVER = Duration.ofHours(1);

  /** Failures are over fast, and leaving viewers leave the camera open. */
  public static final CameraTimings TIMINGS =
      new CameraTimings(
          Duration.ofSeconds(60),
          Duration.ofSeconds(60),
          Duration.ofMillis(50),
          Duration.ofMillis(50),
          Duration.ofSeconds(60),
          NEVER);

  /** How many renditions with a transcoder may be open at once. */
  public static final int MOST_RENDITIONS = 3;

  private final FrameFiles files = FrameFiles.inSharedMemory();
  private final FrameLedger ledger = new FrameLedger();
  private final Map<String, FakeCamera> fakes = new LinkedHashMap<>();
  private final ConcurrentLinkedQueue<RawClient> clients = new ConcurrentLinkedQueue<>();
  private final FakeTranscoders transcoders = new FakeTranscoders();
  private final CameraSystem system =
      CameraSystem.builder()
          .transcoders(Optional.of(transcoders))
          .mostRenditions(MOST_RENDITIONS)
          .open();
  private final WebServer server;

  private ServerPair(
      Timeouts timeouts,
      CameraTimings timings,
      Optional<TaskContent> work,
      List<TableSource<?>> tables,
      String... cameraIds)
      throws IOException {
    for (String id : cameraIds) {
      FakeCamera fake = new FakeCamera();
      system.add(
          CameraSettings.of(id, timings), "fake:" + id, own -> ledger.watching(fake.in(own)));
      fakes.put(id, fake);
    }
    server =
        WebServer.start(
            new WebOptions("127.0.0.1", 0, 2, timeouts),
            new WebContent(
                system,
                files,
                work,
                tables,
                FrameAncestors.of(List.of("https://dashboard.example"))));
  }

  public static ServerPair serving(String... cameraIds) throws IOException {
    return new ServerPair(Timeouts.STANDARD, TIMINGS, Optional.empty(), List.of(), cameraIds);
  }

  public static ServerPair serving(Timeouts timeouts, String... cameraIds) throws IOException {
    return new ServerPair(timeouts, TIMINGS, Optional.empty(), List.of(), cameraIds);
  }

  public static ServerPair serving(CameraTimings timings, String... cameraIds) throws IOException {
    return new ServerPair(Timeouts.STANDARD, timings, Optional.empty(), List.of(), cameraIds);
  }

  /** With background work, which stays whoever's it was to close. */
  public static ServerPair working(Timeouts timeouts, TaskContent work, String... cameraIds)
      throws IOException {
    return new ServerPair(timeouts, TIMINGS, Optional.of(work), List.of(), cameraIds);
  }

  /** With tables. */
  public static ServerPair tabling(Timeouts timeouts, TableSource<?>... tables) throws IOException {
    return new ServerPair(timeouts, TIMINGS, Optional.empty(), List.of(tables));
  }

  /** With background work and tables. */
  public static ServerPair tabling(TaskContent work, TableSource<?>... tables) throws IOException {
    return new ServerPair(Timeouts.STANDARD, TIMINGS, Optional.of(work), List.of(tables), "door");
  }

  public int port() {
    return server.port();
  }

  public FakeCamera fake(String id) {
    FakeCamera fake = fakes.get(id);
    if (fake == null) {
      throw new IllegalArgumentException("no camera " + id);
    }
    return fake;
  }

  public Camera camera(String id) {
    return system.cameras().find(id).orElseThrow();
  }

  /** What makes the pictures of renditions. */
  public FakeTranscoders transcoders() {
    return transcoders;
  }

  public Renditions renditions() {
    return system.renditions();
  }

  public int viewers(String id) {
    return camera(id).stream().viewers();
  }

  /** How many frames of all cameras are held by anybody. */
  public long framesHeld() {
    return ledger.held();
  }

  /** A new connection, closed with this pair at the latest. */
  public RawClient connect() throws IOException {
    return keep(RawClient.connect(port()));
  }

  /** A new connection with a small window. */
  public RawClient connect(int receiveBufferBytes) throws IOException {
    return keep(RawClient.connect(port(), receiveBufferBytes));
  }

  /** Asks on a connection of its own. */
  public Answer get(String target, String... headers) throws IOException {
    return ask("GET", target, headers);
  }

  public Answer ask(String method, String target, String... headers) throws IOException {
    try (RawClient client = RawClient.connect(port())) {
      client.request(method, target, headers);
      return method.equals("HEAD")
          ? new Answer(client.readHead(), new byte[0])
          : client.readAnswer();
    }
  }

  /** Watches a stream on a connection of its own, closed with this pair at the latest. */
  public StreamClient watch(String target, String... headers) throws IOException {
    return StreamClient.of(connect().get(target, headers));
  }

  /** Stops the server, with the clients still connected. */
  public void stopServer() {
    server.close();
  }

  @Override
  public void close() throws IOException {
    server.close();
    system.close();
    files.close();
    for (RawClient client : clients) {
      client.close();
    }
    long leaked = ledger.held();
    if (leaked > 0) {
      throw new AssertionError(leaked + " frames were not given back");
    }
  }

  private RawClient keep(RawClient client) {
    clients.add(client);
    return client;
  }
}
