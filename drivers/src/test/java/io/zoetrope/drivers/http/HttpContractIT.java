package io.zoetrope.drivers.http;

import io.zoetrope.contract.FailingCameraContract;
import io.zoetrope.contract.TestedSource;
import io.zoetrope.core.fixture.Pictures;
import io.zoetrope.core.source.CameraDriver;
import io.zoetrope.drivers.fixture.MjpegServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

class HttpContractIT extends FailingCameraContract {

  @Override
  protected CameraDriver driver() {
    return new HttpDriver();
  }

  @Override
  protected TestedSource source(Path folder) throws IOException {
    return new WebCamera(folder);
  }

  private static final class WebCamera implements TestedSource {
    private static final List<byte[]> PICTURES =
        List.of(Pictures.numbered(1), Pictures.numbered(2));

    private final Path folder;
    private MjpegServer server;

    WebCamera(Path folder) throws IOException {
      this.folder = folder;
      server = new MjpegServer(PICTURES, folder);
    }

    @Override
    public String uri() {
      return server.uri("/guarded", "viewer:hunter2");
    }

    @Override
    public List<Refusal> refusals() {
      return List.of(
          new Refusal(server.uri("/guarded", "viewer:hunter22"), "check user and password"),
          new Refusal(server.uri("/guarded"), "wants a login"),
          new Refusal(server.uri("/nowhere", "viewer:hunter2"), "no such stream"),
          new Refusal("http://viewer:hunter2@127.0.0.1:1/", "connection refused"),
          new Refusal("http://viewer:hunter2@nobody.invalid/", "host name is not known"),
          new Refusal("http://viewer:hunter2@/", "names no host"));
    }

    @Override
    public void fail() {
      server.close();
    }

    @Override
    public String failure() {
      return "nothing listens at that address.*";
    }

    @Override
    public void comeBack() throws IOException {
      server = new MjpegServer(PICTURES, folder, server.port());
    }

    @Override
    public void close() {
      server.close();
    }
  }
}
