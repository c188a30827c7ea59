package io.zoetrope.web.mp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.EventLoop;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.internal.ContextInternal;
import io.vertx.ext.web.Router;
import io.zoetrope.core.CameraSettings;
import io.zoetrope.core.CameraSystem;
import io.zoetrope.core.fixture.FakeCamera;
import io.zoetrope.web.WebContent;
import io.zoetrope.web.WebRoutes;
import io.zoetrope.web.connection.OpenStreams;
import io.zoetrope.web.connection.Timeouts;
import io.zoetrope.web.mjpeg.FrameFiles;
import java.io.DataInputStream;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In a program's router, whose server speaks HTTP/2. */
final class Mp4OverHttp2IT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Vertx vertx = Vertx.vertx();
  private final CameraSystem system = CameraSystem.builder().open();
  private final FakeCamera fake = new FakeCamera();
  private final AtomicReference<OpenStreams> open = new AtomicReference<>();
  private URI address;

  @BeforeEach
  void start() throws Exception {
    system.add(CameraSettings.of("door"), "fake:door", fake::in);
    WebRoutes routes = WebRoutes.of(new WebContent(system, FrameFiles.none()), Timeouts.STANDARD);
    ContextInternal context = (ContextInternal) vertx.getOrCreateContext();
    EventLoop loop = context.nettyEventLoop();
    Router router = Router.router(vertx);
    int port =
        context
            .<Integer>executeBlocking(() -> 0)
            .compose(_ -> {
              open.set(new OpenStreams(Timeouts.STANDARD.stalledViewer(), loop));
              routes.addTo(router, open.get());
              return vertx
                  .createHttpServer(new HttpServerOptions().setPort(0).setHost("127.0.0.1"))
                  .requestHandler(router)
                  .listen();
            })
            .await(1, TimeUnit.MINUTES)
            .actualPort();
    address = URI.create("http://127.0.0.1:%d/cameras/door/stream.mp4".formatted(port));
  }

  @AfterEach
  void stop() throws Exception {
    vertx.close().await(1, TimeUnit.MINUTES);
    system.close();
  }

  @Test
  void isAStreamLikeAnyOther() throws Exception {
    FakeVideo video = new FakeVideo(fake).key(1).delta(2);
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
      HttpResponse<InputStream> answer =
          client.send(
              HttpRequest.newBuilder(address).header("Accept-Encoding", "gzip").build(),
              HttpResponse.BodyHandlers.ofInputStream());

      assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(answer.headers().firstValue("content-type"))
          .contains("video/mp4; codecs=\"avc1.42c01e\"");
      DataInputStream in = new DataInputStream(answer.body());
      assertThat(box(in)).isEqualTo("ftyp");
      assertThat(box(in)).isEqualTo("moov");
      assertThat(box(in) + box(in) + box(in) + box(in)).isEqualTo("moofmdatmoofmdat");
      video.delta(3);
      assertThat(box(in) + box(in)).isEqualTo("moofmdat");
      assertThat(system.cameras().find("door").orElseThrow().stream().viewers()).isEqualTo(1);
      client.shutdownNow();
    }
    await()
        .atMost(PATIENCE)
        .until(() -> system.cameras().find("door").orElseThrow().stream().viewers() == 0);
  }

  private static String box(DataInputStream in) throws Exception {
    int size = in.readInt();
    String type = new String(in.readNBytes(4), StandardCharsets.US_ASCII);
    assertThat(in.readNBytes(size - 8)).hasSize(size - 8);
    return type;
  }
}
