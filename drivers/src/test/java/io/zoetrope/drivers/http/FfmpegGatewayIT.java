package io.zoetrope.drivers.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.core.source.CameraUri;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.Test;

class FfmpegGatewayIT {
  private static final int PATIENCE_MILLIS = 60_000;

  @Test
  void aConnectionThatComesWhileItClosesIsClosedToo() throws Exception {
    HttpAddress camera = HttpAddress.of(CameraUri.parse("http://127.0.0.1:9/video"));
    AddressGuard guard =
        new AddressGuard("127.0.0.1", _ -> false, SystemDefaultDnsResolver.INSTANCE);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < 300; round++) {
        FfmpegGateway gateway = new FfmpegGateway(camera, new HttpConnection(camera, guard));
        int port = URI.create(gateway.proxy()).getPort();
        Future<Boolean> ended = threads.submit(() -> isEnded(port));
        Thread.onSpinWait();
        gateway.close();
        assertThat(ended.get()).as("round %d", round).isTrue();
      }
    }
  }

  private static boolean isEnded(int port) {
    try (Socket ffmpeg = new Socket(InetAddress.getLoopbackAddress(), port)) {
      if (ffmpeg.getLocalPort() == port) {
        return true; // Nobody listens there: it is connected to itself, as TCP allows.
      }
      ffmpeg.setSoTimeout(PATIENCE_MILLIS);
      return ffmpeg.getInputStream().read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true; // Reset, or refused.
    }
  }
}
