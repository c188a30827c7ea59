package io.zoetrope.drivers.opencv;

import io.zoetrope.core.fixture.DriverBench;
import io.zoetrope.core.source.CameraDriver;
import io.zoetrope.core.source.CameraDrivers;
import io.zoetrope.core.source.CameraUri;
import io.zoetrope.core.source.DriverSearch;
import io.zoetrope.core.transcode.TranscoderProvider;
import java.io.IOException;
import java.util.ServiceLoader;

/** Runs in a JVM of its own: opens a transcoder and a recording, and prints how that went. */
final class Opening {

  private Opening() {}

  public static void main(String[] arguments) throws InterruptedException {
    TranscoderProvider provider = ServiceLoader.load(TranscoderProvider.class).iterator().next();
    try {
      provider.open().close();
      System.out.println("transcoder: opens");
    } catch (IOException e) {
      System.out.println("transcoder: " + e.getMessage());
    }
    CameraUri uri = CameraUri.parse("opencv:" + arguments[0]);
    CameraDriver driver = new CameraDrivers(DriverSearch.installed().drivers()).driverFor(uri);
    try (DriverBench bench = new DriverBench()) {
      driver.check(uri, bench.context());
      driver.open(uri, bench.context()).close();
      System.out.println("driver: opens");
    } catch (IOException e) {
      System.out.println("driver: " + e.getMessage());
    }
  }
}
