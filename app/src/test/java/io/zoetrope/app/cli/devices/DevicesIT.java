package io.zoetrope.app.cli.devices;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.zoetrope.app.cli.Cli;
import io.zoetrope.drivers.fixture.V4l2StandIn;
import io.zoetrope.drivers.v4l2.LocalCameras;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code zoetrope devices}, with cameras that are files. */
final class DevicesIT {
  private static final String[] SIZES = {
    "size 1920x1080 30 24 15",
    "size 1600x896 30",
    "size 1280x720 60 30",
    "size 1024x576 30",
    "size 960x720 30000/1001",
    "size 800x600 30",
    "size 640x480 30",
    "size 640x360 30",
    "size 320x240 30",
    "size 160x120 30"
  };

  @TempDir private Path dev;

  @Test
  void threeCamerasWithTenSizesFitInATerminal() throws Exception {
    for (int number = 0; number < 3; number++) {
      webcam(number);
    }
    Path link = dev.resolve("v4l/by-id/usb-046d_C920-video-index0");
    Files.createDirectories(link.getParent());
    Files.createSymbolicLink(link, dev.resolve("video0"));

    String listed = run();

    assertThat(listed.replace(dev.toString(), "/dev"))
        .startsWith(
            """
            HD Pro Webcam C920 (/dev/video0)
              URI       v4l2:/dev/v4l/by-id/usb-046d_C920-video-index0
              mjpeg     1920x1080@30  1600x896@30  1280x720@60  …  160x120@30  (10 sizes)
              yuyv422   640x480@30  160x120@30

            HD Pro Webcam C920 (/dev/video1)
              URI       v4l2:/dev/video1
            """)
        .contains("zoetrope probe URI");
    assertThat(listed.lines().filter(line -> !line.contains(dev.toString())))
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
  }

  @Test
  void withoutCamerasItSaysWhatToCheck() {
    assertThat(run())
        .contains("No camera is plugged into this machine")
        .contains("lsusb")
        .contains("rpicam:0")
        .contains("opencv:0");
  }

  @Test
  void anUnreadableDeviceSaysWhatToDo() throws Exception {
    V4l2StandIn.plugIn(dev.resolve("video0"), "card Private", "open-error EACCES");
    V4l2StandIn.plugIn(
        dev.resolve("video2"), "card unicam", "format pRAA Bayer", "size 640x480 30");

    assertThat(run())
        .contains("this user may not open")
        .contains("unicam (" + dev.resolve("video2") + ")")
        .contains("rpicam:0")
        .doesNotContain("URI");
  }

  @Test
  void aLoopbackDeviceWithoutAWriterSaysSo() throws Exception {
    V4l2StandIn.plugIn(
        dev.resolve("video9"),
        "card OBS Virtual Camera",
        "driver v4l2 loopback",
        "capabilities 0x05200002");

    assertThat(run())
        .contains("OBS Virtual Camera (" + dev.resolve("video9") + ")")
        .contains("nothing feeds");
  }

  @Test
  void formatsOfTheSameNameShareALine() throws Exception {
    V4l2StandIn.plugIn(
        dev.resolve("video0"),
        "card Repetitive Webcam",
        "format YU12 Planar",
        "size 640x480 30",
        "format YV12 Planar",
        "size 640x480 15",
        "size 320x240 30");

    assertThat(run().lines().filter(line -> line.contains("yuv420p")))
        .containsExactly("  yuv420p   640x480@30  320x240@30");
  }

  @Test
  void jsonHasEverything() throws Exception {
    webcam(0);

    JsonObject camera = new JsonObject(run("--json")).getJsonArray("cameras").getJsonObject(0);

    assertThat(camera.getString("uri")).isEqualTo("v4l2:" + dev.resolve("video0"));
    assertThat(camera.getString("name")).isEqualTo("HD Pro Webcam C920");
    assertThat(camera.getBoolean("busy")).isFalse();
    JsonObject mjpeg = camera.getJsonArray("formats").getJsonObject(0);
    assertThat(mjpeg.getString("format")).isEqualTo("mjpeg");
    assertThat(mjpeg.getJsonArray("sizes")).hasSize(10);
    assertThat(mjpeg.getJsonArray("sizes").getJsonObject(0).encode())
        .isEqualTo("{\"size\":\"1920x1080\",\"fps\":[30.0,24.0,15.0]}");
    assertThat(mjpeg.getJsonArray("sizes").getJsonObject(3).encode()).contains("29.97");
  }

  @Test
  void withoutCamerasTheJsonListIsEmpty() {
    assertThat(new JsonObject(run("--json")).encode()).isEqualTo("{\"cameras\":[]}");
  }

  @Test
  void theProgramItselfListsThisMachine(@TempDir Path folder) throws Exception {
    Cli.Outcome listed = Cli.run(folder, "devices", "--json");

    assertThat(listed.err()).isEmpty();
    assertThat(listed.exitCode()).isZero();
    assertThat(new JsonObject(listed.out()).fieldNames()).containsExactly("cameras");
  }

  private void webcam(int number) throws Exception {
    V4l2StandIn.plugIn(
        dev.resolve("video" + number),
        "card HD Pro Webcam C920",
        "format MJPG Motion-JPEG",
        String.join("\n", SIZES),
        "format YUYV YUYV 4:2:2",
        "size 640x480 30",
        "size 160x120 30");
  }

  private String run(String... arguments) {
    StringWriter out = new StringWriter();
    int code =
        new CommandLine(new DevicesCommand(new LocalCameras(dev, V4l2StandIn.functions())))
            .setOut(new PrintWriter(out, true))
            .execute(arguments);
    assertThat(code).isZero();
    return out.toString();
  }
}
