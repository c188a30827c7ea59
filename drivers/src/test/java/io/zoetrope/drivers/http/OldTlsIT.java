package io.zoetrope.drivers.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zoetrope.base.fixture.FreePort;
import io.zoetrope.core.fixture.DriverBench;
import io.zoetrope.core.fixture.Pictures;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.drivers.fixture.Certificate;
import io.zoetrope.ffmpeg.fixture.Programs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cameras that speak only old TLS: OpenSSL's server, held to it. */
class OldTlsIT {
  private static final byte[] PICTURE = Pictures.numbered(1);

  @TempDir private static Path folder;
  private static Certificate certificate;

  private final DriverBench bench = new DriverBench();

  @BeforeAll
  static void makeCamera() throws Exception {
    certificate = Certificate.inFolder(folder, "ip:127.0.0.1");
    byte[] head =
        "HTTP/1.0 200 OK\r\nContent-Type: image/jpeg\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    byte[] answer = new byte[head.length + PICTURE.length];
    System.arraycopy(head, 0, answer, 0, head.length);
    System.arraycopy(PICTURE, 0, answer, head.length, PICTURE.length);
    Files.write(folder.resolve("snap.jpg"), answer);
  }

  @AfterEach
  void everyBufferIsGivenBack() {
    bench.close();
  }

  @ParameterizedTest
  @CsvSource({
    "-tls1, AES128-SHA",
    "-tls1_1, AES256-SHA",
    "-tls1_2, AES128-SHA",
    "-tls1_2, AES128-GCM-SHA256"
  })
  void aCameraWithOldTlsIsRecognizedAndReadOnRequest(String version, String cipher)
      throws Exception {
    int port = FreePort.find();
    Process camera = camera(port, version, cipher);
    try (FrameSource careful = open(port, "#verify=false");
        FrameSource old = open(port, "#verify=false&tls=old&fps=20")) {
      assertThatThrownBy(careful::read)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("the camera speaks only TLS of a kind that is no longer safe")
          .hasMessageContaining("#tls=old");

      for (int i = 0; i < 3; i++) {
        assertThat(Pictures.next(old)).isEqualTo(PICTURE);
      }
    } finally {
      camera.destroyForcibly().waitFor();
    }
  }

  @Test
  void itsCertificateIsStillChecked() throws Exception {
    int port = FreePort.find();
    Process camera = camera(port, "-tls1", "AES128-SHA");
    try (FrameSource unknown = open(port, "#tls=old");
        FrameSource known = open(port, "#tls=old&ca=" + certificate.file())) {
      assertThatThrownBy(unknown::read)
          .hasMessageContaining("the camera's certificate is of no authority known here");
      assertThat(Pictures.next(known)).isEqualTo(PICTURE);
    } finally {
      camera.destroyForcibly().waitFor();
    }
  }

  @Test
  void anUnknownValueIsAnError() {
    assertThatThrownBy(() -> open(1, "#tls=ancient")).hasMessageContaining("tls");
  }

  private FrameSource open(int port, String options) throws Exception {
    return bench.open(new HttpDriver(), "https://127.0.0.1:%d/snap.jpg%s".formatted(port, options));
  }

  private static Process camera(int port, String version, String cipher) throws Exception {
    Process process =
        new ProcessBuilder(
                List.of(
                    Programs.named("openssl", "openssl").toString(),
                    "s_server",
                    "-accept",
                    "127.0.0.1:" + port,
                    "-cert",
                    certificate.withKey().toString(),
                    "-key",
                    certificate.withKey().toString(),
                    version,
                    "-cipher",
                    cipher + ":@SECLEVEL=0",
                    "-HTTP",
                    "-quiet"))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    await().until(() -> answers(port));
    return process;
  }

  private static boolean answers(int port) {
    try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
