package io.zoetrope.drivers.rtsp;

import io.zoetrope.contract.FailingCameraContract;
import io.zoetrope.contract.TestedSource;
import io.zoetrope.core.source.CameraDriver;
import io.zoetrope.drivers.fixture.RtspCamera;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

class RtspContractIT extends FailingCameraContract {

  @Override
  protected CameraDriver driver() {
    return new RtspDriver();
  }

  /** Which of the camera's streams is opened. */
  String stream() {
    return "h264";
  }

  @Override
  protected int rounds() {
    return 4;
  }

  @Override
  protected TestedSource source(Path folder) throws IOException {
    return new IpCamera(stream(), RtspCamera.start(RtspCamera.Login.DIGEST, "viewer", "hunter2"));
  }

  private record IpCamera(String stream, RtspCamera camera) implements TestedSource {

    @Override
    public String uri() {
      return camera.uri(stream, "viewer", "hunter2");
    }

    @Override
    public List<Refusal> refusals() {
      return List.of(
          new Refusal(camera.uri(stream, "viewer", "hunter22"), "check user and password"),
          new Refusal(camera.uri("nowhere", "viewer", "hunter2"), "no such stream"),
          new Refusal("rtsp://viewer:hunter2@127.0.0.1:1/", "connection refused"),
          new Refusal("rtsp://viewer:hunter2@nobody.invalid/", "host name is not known"),
          new Refusal("rtsp://viewer:hunter2@", "names no host"),
          new Refusal("rtsp://viewer:my hunter2@127.0.0.1/", "holds a blank"));
    }

    @Override
    public void fail() {
      camera.kill();
    }

    @Override
    public String failure() {
      return "nothing listens at that address.*";
    }

    @Override
    public void comeBack() throws IOException {
      camera.startAgain();
    }

    @Override
    public void close() {
      camera.close();
    }
  }
}
