package io.zoetrope.drivers.v4l2;

import io.zoetrope.core.fixture.DriverBench;
import io.zoetrope.core.fixture.Pictures;
import io.zoetrope.core.source.CameraUri;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.drivers.fixture.V4l2StandIn;
import io.zoetrope.ffmpeg.fixture.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** A folder like {@code /dev} with webcams in it that are none, and what is needed to open them. */
final class Webcam {
  static final int PICTURES = 5;
  static final String[] YUYV_ONLY = {
    "card Old Webcam", "format YUYV YUYV 4:2:2", "size 160x120 30 15", "size 640x480 5"
  };

  /** As v4l2loopback with exclusive capabilities, before a program sends pictures. */
  static final String[] UNFED = {
    "card OBS Virtual Camera", "driver v4l2 loopback", "capabilities 0x05200002"
  };

  private final Path folder;
  private final Path dev;
  private final Path ffmpeg;

  /** Makes a folder without any camera. */
  Webcam(Path folder, Path ffmpegProgram) throws IOException {
    // As the system does when it lists what a process has open.
    this.folder = folder.toRealPath();
    this.dev = Files.createDirectory(this.folder.resolve("dev"));
    this.ffmpeg = V4l2StandIn.ffmpeg(this.folder, ffmpegProgram);
  }

  Webcam(Path folder) throws IOException {
    this(folder, Programs.systemFfmpeg());
  }

  Path dev() {
    return dev;
  }

  Path node(String name) {
    return dev.resolve(name);
  }

  LocalCameras cameras() {
    return cameras(
        _ -> new NodeAccess(PosixFilePermissions.fromString("rw-rw----"), "root", "video", 123_456),
        _ -> {});
  }

  LocalCameras cameras(LinuxSystem.AccessReader access, LinuxSystem.Pause pause) {
    return new LocalCameras(
        new LinuxSystem(dev, Path.of("/proc"), folder.resolve("sys"), access, pause),
        V4l2StandIn.functions());
  }

  V4l2Driver driver() {
    return new V4l2Driver(cameras());
  }

  /** Lets the system know the device by this name, as it does when its node does not answer. */
  void isKnownAs(String name, String card) throws IOException {
    Path device = Files.createDirectories(folder.resolve("sys/class/video4linux").resolve(name));
    Files.writeString(device.resolve("name"), card + "\n");
  }

  Path ffmpeg() {
    return ffmpeg;
  }

  String uri(String name) {
    return "v4l2:" + node(name);
  }

  FrameSource open(DriverBench bench, String uri) throws IOException, InterruptedException {
    return driver().open(CameraUri.parse(uri), bench.contextWith(ffmpeg));
  }

  /** Plugs a camera in that has these lines of description. */
  Path plugIn(String name, String... lines) throws IOException {
    return V4l2StandIn.plugIn(node(name), lines);
  }

  /** A camera with JPEGs of 160x120 and raw pictures, and with further lines of description. */
  Path plugInJpegs(String name, List<byte[]> pictures, String... more) throws IOException {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "card HD Pro Webcam C920",
                "bus usb-0000:00:14.0-1",
                "format YUYV YUYV 4:2:2",
                "size 160x120 30",
                "format MJPG Motion-JPEG",
                "size 160x120 30 15 5"));
    lines.add("pictures " + save(pictures));
    lines.addAll(List.of(more));
    return plugIn(name, lines.toArray(String[]::new));
  }

  static List<byte[]> pictures() {
    List<byte[]> pictures = new ArrayList<>();
    for (int number = 1; number <= PICTURES; number++) {
      pictures.add(Pictures.numbered(number));
    }
    return pictures;
  }

  private Path save(List<byte[]> pictures) throws IOException {
    Path place = Files.createTempDirectory(folder, "pictures");
    for (int i = 0; i < pictures.size(); i++) {
      Files.write(place.resolve("%03d.jpg".formatted(i + 1)), pictures.get(i));
    }
    return place;
  }
}
