package io.zoetrope.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import io.zoetrope.core.fixture.Pictures;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cameras on the encrypted server of a program. */
class EncryptedRoutesIT extends MountedRoutesFixture {
  private static final String PASSWORD = "changeit";
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anEncryptedStreamIsAStreamForManyViewers(boolean http2) throws Exception {
    cameras.addTo(router, "/live");
    SSLContext trusting =
        listenEncrypted(new HttpServerOptions().setUseAlpn(http2).setCompressionSupported(true));
    HttpClient.Version version = http2 ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1;
    try (HttpClient client =
        HttpClient.newBuilder().sslContext(trusting).version(version).build()) {
      // More than a frame is sent to from its buffer, so that a file would be next.
      for (int viewer = 0; viewer < 8; viewer++) {
        HttpResponse<InputStream> stream = watch(client);
        assertThat(stream.version()).isEqualTo(version);
        assertThat(stream.headers().firstValue("content-type").orElse(""))
            .isEqualTo("multipart/x-mixed-replace; boundary=frame");
        read(stream.body(), 3 * Pictures.numbered(1).length);
      }
      await().until(() -> viewers() == 8);
      client.shutdownNow();
    }
    await().until(() -> viewers() == 0);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anEncryptedStreamHasItsLastBoundaryWhenTheCamerasAreClosed(boolean http2) throws Exception {
    cameras.addTo(router, "/live");
    SSLContext trusting = listenEncrypted(new HttpServerOptions().setUseAlpn(http2));
    HttpClient.Version version = http2 ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1;
    try (HttpClient client =
        HttpClient.newBuilder().sslContext(trusting).version(version).build()) {
      HttpResponse<InputStream> stream = watch(client);
      assertThat(stream.version()).isEqualTo(version);
      await().until(() -> viewers() == 1);

      cameras.close();

      assertThat(new String(stream.body().readAllBytes(), StandardCharsets.ISO_8859_1))
          .endsWith("\r\n--frame--\r\n");
      client.shutdownNow();
    }
  }

  private HttpResponse<InputStream> watch(HttpClient client) throws Exception {
    URI address = URI.create("https://localhost:%d/live/video_feed".formatted(port));
    HttpRequest request = HttpRequest.newBuilder(address).header("Accept-Encoding", "gzip").build();
    return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
  }

  private int viewers() {
    return cameras.cameras().find("plot").orElseThrow().stream().viewers();
  }

  private SSLContext listenEncrypted(HttpServerOptions options) throws Exception {
    Path store = folder.resolve("server.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .start();
    assertThat(keytool.waitFor()).isZero();
    listen(
        options
            .setSsl(true)
            .setKeyCertOptions(new PfxOptions().setPath(store.toString()).setPassword(PASSWORD)));
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("server", keys.getCertificate("mykey"));
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private static void read(InputStream body, int bytes) throws IOException {
    assertThat(body.readNBytes(bytes)).hasSize(bytes);
  }
}
