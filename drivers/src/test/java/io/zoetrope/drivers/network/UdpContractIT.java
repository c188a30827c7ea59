package io.zoetrope.drivers.network;

import io.zoetrope.base.fixture.FreePort;
import io.zoetrope.contract.FailingCameraContract;
import io.zoetrope.contract.TestedSource;
import io.zoetrope.core.source.CameraDriver;
import io.zoetrope.drivers.fixture.VideoSender;
import io.zoetrope.ffmpeg.fixture.HelperProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

class UdpContractIT extends FailingCameraContract {

  @Override
  protected CameraDriver driver() {
    return new NetworkDriver();
  }

  @Override
  protected int rounds() {
    return 2;
  }

  @Override
  protected TestedSource source(Path folder) throws IOException {
    return new Sender(FreePort.find());
  }

  private static final class Sender implements TestedSource {
    private final int port;
    private HelperProcess process;

    Sender(int port) throws IOException {
      this.port = port;
      process = VideoSender.sendTo(port);
    }

    @Override
    public String uri() {
      return "udp://127.0.0.1:" + port;
    }

    @Override
    public List<Refusal> refusals() {
      return List.of(
          new Refusal("udp:", "names no host"),
          new Refusal("rtmp://viewer:hunter2@127.0.0.1:1/live", "connection refused"),
          new Refusal("rtmp://viewer:hunter2@nobody.invalid/live", "host name is not known"));
    }

    @Override
    public void fail() {
      process.kill();
    }

    @Override
    public String failure() {
      return "the camera has sent no picture for 10 seconds";
    }

    @Override
    public void comeBack() throws IOException {
      process = VideoSender.sendTo(port);
    }

    @Override
    public void close() {
      process.close();
    }
  }
}
