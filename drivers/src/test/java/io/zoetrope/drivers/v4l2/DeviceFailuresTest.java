package io.zoetrope.drivers.v4l2;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.drivers.v4l2.DeviceClaims.Claim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is named when a device is busy. */
class DeviceFailuresTest {
  private static final long SELF = ProcessHandle.current().pid();
  private static final long SERVER = SELF + 1;
  private static final long CHILD = SELF + 2;
  private static final String FFMPEG = "/tmp/ffmpeg";

  private final DeviceClaims claims = new DeviceClaims();
  private FakeProc proc;
  private Path node;
  private DeviceFailures failures;

  @TempDir Path folder;

  @BeforeEach
  void plugIn() throws IOException {
    Path real = folder.toRealPath();
    node = Files.createFile(real.resolve("video0"));
    proc = new FakeProc(Files.createDirectory(real.resolve("proc")));
    proc.process(SELF, 1, "java", "java", "-jar", "program.jar");
    LinuxSystem machine = new LinuxSystem(real, proc.path(), real, NodeAccess::of, _ -> {});
    failures = new DeviceFailures(machine, new DeviceHolders(proc.path()), claims);
  }

  @Test
  void anotherProgramIsNamedAsTheOneToEnd() throws Exception {
    proc.process(CHILD, 1, "motion", "motion");
    proc.opens(CHILD, node);

    assertThat(busy())
        .isEqualTo(
            "the camera %s is busy: motion (process %d) has it open; end that first", node, CHILD);
  }

  @Test
  void theFfmpegOfAnotherZoetropeIsCalledZoetrope() throws Exception {
    proc.process(
        SERVER, 1, "java", "java", "-jar", "/opt/zoetrope/app/target/zoetrope.jar", "serve");
    proc.process(CHILD, SERVER, "ffmpeg", FFMPEG);
    proc.opens(CHILD, node);

    assertThat(busy())
        .isEqualTo(
            "the camera %s is busy: Zoetrope (process %d) has it open; end that first",
            node, SERVER);
  }

  @Test
  void theFfmpegOfAnotherProgramIsCalledFfmpeg() throws Exception {
    proc.process(SERVER, 1, "java) S 1", "java", "-jar", "other.jar");
    proc.process(CHILD, SERVER, "ffmpeg", FFMPEG);
    proc.opens(CHILD, node);

    assertThat(busy()).contains("ffmpeg (process %d) has it open".formatted(CHILD));
  }

  @Test
  void nobodyIsToldToEndAChildOfThisProgram() throws Exception {
    proc.process(SERVER, SELF, "sh", "sh", "ffmpeg-with-options");
    proc.process(CHILD, SERVER, "ffmpeg", FFMPEG);
    proc.opens(CHILD, node);

    assertThat(busy()).contains("already open in this program", "?width=").doesNotContain("end");
  }

  @Test
  void aDeviceOpenedByThisProgramItselfIsNotAnotherUsers() throws Exception {
    proc.opens(SELF, node);

    assertThat(busy()).contains("already open in this program");
  }

  @Test
  void anUnknownHolderIsAnotherUser() {
    assertThat(busy())
        .isEqualTo("the camera %s is busy: a program of another user has it open", node);
  }

  @Test
  void ofTwoCamerasOpenedAtOnceTheOtherIsNamed() {
    Claim one = new Claim(node, "one");
    Claim two = new Claim(node, "two");
    claims.hold(one);
    claims.hold(two);

    assertThat(failures.busy(node, Optional.of(two))).contains("already open as 'one'", "?width=");
    assertThat(failures.busy(node, Optional.of(one))).contains("already open as 'two'");
    claims.release(one);
    assertThat(failures.busy(node, Optional.of(two))).contains("another user");
  }

  @Test
  void aCameraAtAnotherDeviceIsNotNamed() {
    claims.hold(new Claim(folder.resolve("video1"), "other"));

    assertThat(busy()).doesNotContain("other'");
  }

  private String busy() {
    return failures.busy(node, Optional.of(new Claim(node, "door")));
  }
}
