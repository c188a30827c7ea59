package io.zoetrope.app.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.zoetrope.core.CameraSettings;
import io.zoetrope.core.CameraSystem;
import io.zoetrope.core.camera.Camera;
import io.zoetrope.core.camera.CameraState.Live;
import io.zoetrope.core.camera.CameraTimings;
import io.zoetrope.core.camera.DriverCamera;
import io.zoetrope.core.source.CameraUri;
import io.zoetrope.drivers.push.PushDriver;
import io.zoetrope.picture.JpegEncoder;
import io.zoetrope.picture.TestPattern;
import io.zoetrope.web.WebContent;
import io.zoetrope.web.WebOptions;
import io.zoetrope.web.WebServer;
import io.zoetrope.web.connection.Timeouts;
import io.zoetrope.web.fixture.RawClient;
import io.zoetrope.web.fixture.StreamClient;
import io.zoetrope.web.mjpeg.FrameFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * A server with one push: camera, named phone, whose buffers are counted: at its end all must have
 * been given back. Any thread.
 */
final class PublishRig implements AutoCloseable {
  static final String PATH = "/cameras/phone/publish";

  private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true);
  private final CameraSystem system;
  private final Camera camera;
  private final WebServer web;

  private PublishRig(String uri, Timeouts timeouts) throws IOException {
    system = CameraSystem.builder().allocator(allocator).transcoders(Optional.empty()).open();
    camera =
        system.add(
            CameraSettings.of("phone", CameraTimings.STANDARD.withLinger(Duration.ofMillis(200))),
            new DriverCamera(CameraUri.parse(uri), new PushDriver(), Optional.empty()));
    web =
        WebServer.start(
            new WebOptions("127.0.0.1", 0, 2, timeouts), new WebContent(system, FrameFiles.none()));
  }

  static PublishRig serving(String uri) throws IOException {
    return new PublishRig(uri, Timeouts.STANDARD);
  }

  static PublishRig serving(Timeouts timeouts) throws IOException {
    return new PublishRig("push:", timeouts);
  }

  int port() {
    return web.port();
  }

  Camera camera() {
    return camera;
  }

  boolean live() {
    return camera().state() instanceof Live;
  }

  RawClient connect() throws IOException {
    return RawClient.connect(port());
  }

  /** Asks for a WebSocket. */
  static RawClient upgrade(RawClient client, String query, String... headers) throws IOException {
    List<String> all = new ArrayList<>(List.of(headers));
    all.add("Connection: Upgrade");
    all.add("Upgrade: websocket");
    all.add("Sec-WebSocket-Version: 13");
    all.add("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
    return client.get(PATH + query, all.toArray(String[]::new));
  }

  StreamClient watch() throws IOException {
    return StreamClient.of(connect().get("/cameras/phone/stream.mjpg"));
  }

  long bytesInUse() {
    return allocator.metric().usedDirectMemory() + allocator.metric().usedHeapMemory();
  }

  /** A complete picture of 160x120; each number has its own. */
  static byte[] picture(int number) {
    ByteBuffer jpeg =
        new JpegEncoder(80)
            .encode(new TestPattern(160, 120, 25).paint(number, LocalTime.of(12, 0)));
    byte[] bytes = new byte[jpeg.remaining()];
    jpeg.get(bytes);
    return bytes;
  }

  static void until(Callable<Boolean> condition) {
    await().pollInterval(Duration.ofMillis(20)).until(condition);
  }

  @Override
  public void close() {
    web.close();
    system.close();
    until(() -> bytesInUse() == 0);
    assertThat(bytesInUse()).isZero();
  }
}
