package io.zoetrope.embed;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.zoetrope.base.Closer;
import io.zoetrope.core.CameraSystem;
import io.zoetrope.core.camera.Cameras;
import io.zoetrope.web.WebContent;
import io.zoetrope.web.WebOptions;
import io.zoetrope.web.WebRoutes;
import io.zoetrope.web.WebServer;
import io.zoetrope.web.cameras.CameraLog;
import io.zoetrope.web.connection.Timeouts;
import io.zoetrope.web.hosts.AllowedHosts;
import io.zoetrope.web.http.SecurityHeaders;
import io.zoetrope.web.mjpeg.FrameFiles;
import java.io.IOException;
import java.util.List;

/**
 * The cameras of a program, each open only while somebody watches. Any thread may call it; {@link
 * #listen} and {@link #close} block, so an event loop calls them from {@code executeBlocking}.
 *
 * <pre>{@code
 * LiveCameras cameras = LiveCameras.builder().images("plot", 10, () -> draw()).build();
 * cameras.listen("127.0.0.1", 8080);
 * }</pre>
 *
 * <p>Whoever opens {@code http://127.0.0.1:8080/} sees the plot; {@code /cameras/plot/stream.mjpg}
 * is the stream for an {@code <img>}, {@code /cameras/plot/snapshot.jpg} one picture. Several of
 * these may live in one program.
 */
public final class LiveCameras implements AutoCloseable {
  private final Closer parts = new Closer();
  private final CameraSystem system;
  private final WebContent content;

  LiveCameras(LiveCamerasBuilder plan) {
    FrameFiles files = parts.add(FrameFiles.inSharedMemory());
    system = parts.add(plan.system.open());
    try {
      plan.observers.forEach(system.cameras()::observe);
      system
          .cameras()
          .observe(new CameraLog(system.publishPoints()::isWaiting, system.time()::now));
      plan.cameras.forEach((id, camera) -> camera.addTo(system, plan.settings(id)));
    } catch (Throwable e) {
      parts.close();
      throw e;
    }
    content = new WebContent(system, files).withTables(plan.tables()).withEmbed(plan.embeddedBy);
  }

  /** Starts a builder. */
  public static LiveCamerasBuilder builder() {
    return new LiveCamerasBuilder();
  }

  /**
   * Serves them from a web server of their own, on a thread a core; it may be done for several
   * ports. The server keeps the program alive until this is {@linkplain #close closed}.
   *
   * @param host the address of this machine to listen on: {@code 127.0.0.1} for this machine alone,
   *     {@code 0.0.0.0} for all its networks. There is no login and no TLS: put a proxy before it,
   *     or use {@link #addTo} with a server that has both
   * @param port 0 for any free one
   * @param names under which this machine is reached, such as {@code cameras.example.org}.
   *     Addresses and local names ({@code localhost}, {@code nas}, {@code nas.local} …) need not be
   *     named; requests to any other name are refused, because a stranger's page may have made it
   *     lead here
   * @return the port
   * @throws IOException when the port cannot be had; its message says why and what to do
   * @throws IllegalArgumentException when one of the names cannot be one
   * @throws IllegalStateException if they are closed, even while the server starts; then it is
   *     closed again
   */
  public int listen(String host, int port, String... names) throws IOException {
    requireOpen();
    AllowedHosts hosts = AllowedHosts.named(List.of(names), "pass it to LiveCameras.listen");
    try {
      WebServer server =
          parts.add(WebServer.start(WebOptions.at(host, port).withHosts(hosts), content));
      requireOpen(); // Or it was closed again at once.
      return server.port();
    } catch (IOException e) {
      throw new IOException(
          "Port %d of %s cannot be had (%s): choose another, or 0 for any that is free"
              .formatted(port, host, e.getMessage()),
          e);
    }
  }

  /**
   * Adds all their addresses to a router of the program's, under a path. Everything else stays the
   * program's: its Vert.x, its server, its other routes, and what it answers to errors and to
   * addresses that are not there.
   *
   * <p>Under which names the server answers is the program's to check.
   *
   * <p>The router may be used on one event loop or on several, with HTTP/1 or HTTP/2, with TLS,
   * compression and time-outs, which streams outlive over HTTP/1; but not on worker or virtual
   * threads. Add a {@code BodyHandler} behind it or under other paths if pictures are published to
   * {@code push:} cameras.
   *
   * @param path such as {@code /live}; {@code /} for the router's root
   * @throws IllegalArgumentException if it is not such a path
   * @throws IllegalStateException when they are closed
   */
  public void addTo(Router router, String path) {
    requireOpen();
    if (!path.startsWith("/") || path.contains("*") || path.contains(":")) {
      throw new IllegalArgumentException(
          "'%s' is not a path for cameras: use one such as /live".formatted(path));
    }
    String folder = path.endsWith("/") ? path : path + "/";
    MountedRoutes routes = parts.add(new MountedRoutes(WebRoutes.of(content, Timeouts.STANDARD)));
    requireOpen();
    if (!path.equals("/")) {
      router.get(folder.substring(0, folder.length() - 1)).handler(LiveCameras::addSlash);
    }
    router.route(folder + "*").handler(routes);
  }

  /** The addresses in the page are relative to its folder. */
  private static void addSlash(RoutingContext context) {
    String asked = String.valueOf(context.request().path());
    if (asked.endsWith("/")) {
      context.next();
      return;
    }
    String query = context.request().query();
    String folder = asked.substring(asked.lastIndexOf('/') + 1) + "/";
    SecurityHeaders.putOn(context.response())
        .setStatusCode(301)
        .putHeader(HttpHeaders.LOCATION, query == null ? folder : folder + "?" + query)
        .end();
  }

  /** The cameras themselves: to see how they are, or to let viewers of the program's own join. */
  public Cameras cameras() {
    return system.cameras();
  }

  /**
   * Stops listening, disconnects all who watch and closes all cameras. Waits, for a few seconds at
   * most, until every device is free. A program's own Vert.x and server stay open.
   */
  @Override
  public void close() {
    parts.close();
  }

  private void requireOpen() {
    if (parts.isClosed()) {
      throw new IllegalStateException("These cameras are closed: build others");
    }
  }
}
