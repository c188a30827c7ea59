package io.zoetrope.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.zoetrope.app.cli.Cli.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets in addresses are shown nowhere, but examples of logins in help are. */
class SecretAddressesIT {
  private static final List<String> ADDRESSES =
      List.of(
          "rtsp://127.0.0.1:9/user=Alibaba_password=Sesamoeffne_channel=1_stream=0.sdp?real_stream",
          "http://127.0.0.1:9/snapshot.cgi?loginuse=Alibaba&loginpas=Sesamoeffne",
          "http://127.0.0.1:9/Mjpeg/1?authToken=Sesamoeffne",
          "http://127.0.0.1:9/v;jsessionid=Sesamoeffne",
          "rtmp://127.0.0.1:9/app/Sesamoeffne",
          "srt://127.0.0.1:9?streamid=Sesamoeffne",
          "rtsp://Alibaba:Sesamoeffne@127.0.0.1:9/live");

  @TempDir private Path folder;

  @Test
  void noSecretOfACameraIsInTheLogAListAPageOrAResponse() throws Exception {
    List<String> arguments =
        new ArrayList<>(List.of("serve", "--port", "0", "--log-level", "debug"));
    for (int i = 0; i < ADDRESSES.size(); i++) {
      arguments.addAll(List.of("--camera", "c" + i + "=" + ADDRESSES.get(i)));
    }
    Process serving = Cli.start(folder, arguments.toArray(String[]::new));
    try {
      String address = Cli.awaitAddress(folder);
      StringBuilder seen = new StringBuilder();
      for (int i = 0; i < ADDRESSES.size(); i++) {
        seen.append(get(address + "cameras/c" + i + "/snapshot.jpg"));
      }
      String list = get(address + "api/cameras");
      seen.append(list).append(get(address)).append(get(address + "api/events.json"));
      seen.append(Cli.text(folder, "out")).append(Cli.text(folder, "err"));
      assertThat(seen).doesNotContain("Sesamoeffne", "Alibaba");
      assertThat(list)
          .contains(
              "rtsp://127.0.0.1:9/user=***_password=***_channel=1_stream=0.sdp?real_stream",
              "http://127.0.0.1:9/snapshot.cgi?loginuse=***&loginpas=***",
              "rtmp://127.0.0.1:9/app/***",
              "connection refused");
    } finally {
      stop(serving);
    }
  }

  @Test
  void helpThatShowsALoginIsNotMasked() throws Exception {
    String help = "write it as in http://user:password@host/path";
    HttpServer camera =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    camera.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(401, -1);
          exchange.close();
        });
    camera.start();
    String source = "http://127.0.0.1:%d/x".formatted(camera.getAddress().getPort());
    try {
      assertThat(Cli.run(folder, "snapshot", source, "-o", "x.jpg").err()).contains(help);
      assertThat(Cli.run(folder, "probe", source).err()).contains(help);
      Process serving = Cli.start(folder, "serve", "--port", "0", "--camera", "a=" + source);
      try {
        String address = Cli.awaitAddress(folder);
        assertThat(get(address + "cameras/a/snapshot.jpg")).contains(help);
        assertThat(get(address + "api/cameras")).contains(help);
        assertThat(Cli.text(folder, "out") + Cli.text(folder, "err")).contains(help);
      } finally {
        stop(serving);
      }
    } finally {
      camera.stop(0);
    }
  }

  @Test
  void theHelpIsNotMaskedButQuotedInputIs() throws Exception {
    assertRefused(
        Cli.run(folder, "worker", "--redis", "myredis:hunter2@6379"),
        "rediss://:password@192.0.2.9:6380");
    assertRefused(
        Cli.run(folder, "serve", "--redis", "redis://:a#hunter2@a b"),
        "rediss://:password@192.0.2.9:6380");
    assertRefused(
        Cli.run(folder, "serve", "--database", "jdbc:postgresql://u:hunter2@"),
        "jdbc:postgresql://user:password@host/database");
    assertRefused(Cli.run(folder, "serve", "--port", "rtsp://me:hunter2@h/"), "rtsp://***@h/");
    assertRefused(Cli.run(folder, "probe", "test:", "rtsp://me:hunter2@h/"), "rtsp://***@h/");
    Files.writeString(
        folder.resolve("zoetrope.yaml"),
        "webhooks: {home: {url: 'ftp://h/api/webhook/hunter2?x=hunter2'}}\n");
    assertRefused(Cli.run(folder, "serve"), "not 'ftp://h/…'");
  }

  private static void assertRefused(Outcome refused, String help) {
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains(help).doesNotContain("hunter2");
  }

  private static String get(String url) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
          .body();
    }
  }

  private static void stop(Process serving) throws InterruptedException {
    serving.destroy();
    assertThat(serving.waitFor(1, TimeUnit.MINUTES)).isTrue();
  }
}
