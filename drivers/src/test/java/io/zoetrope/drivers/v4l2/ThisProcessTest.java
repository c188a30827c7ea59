package io.zoetrope.drivers.v4l2;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is advised to whom who may not open a device. */
class ThisProcessTest {
  private static final Path NODE = Path.of("/dev/video0");
  private static final String LOGIN = "0::/user.slice/user-1000.slice/session-3.scope";
  private static final String SERVICE = "0::/system.slice/zoetrope.service";

  private FakeProc proc;

  @TempDir Path folder;

  @BeforeEach
  void noGroups() {
    proc = new FakeProc(folder);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          pi     | 0::/user.slice/user-1000.slice/session-3.scope                  | add the user to the group video (sudo usermod -aG video pi) and log in again
          pi     | 0::/user.slice/user-1000.slice/user@1000.service/app.slice/z.service | add the user to the group video (sudo usermod -aG video pi), log in again and restart the service
          pi     | 0::/user.slice/user-1000.slice/user@1000.service/app.slice/vte.scope | add the user to the group video (sudo usermod -aG video pi) and log in again
          pi     | 0::/                                                            | add the user to the group video (sudo usermod -aG video pi) and log in again
          pi     | 0::/system.slice/docker-4711.scope                              | add the user to the group video (sudo usermod -aG video pi) and log in again
          ?      | 0::/                                                            | start it with the group video, as docker run --group-add video does
          ?      | 0::/system.slice/zoetrope.service                               | add SupplementaryGroups=video to zoetrope.service and restart the service
          cams   | 0::/system.slice/zoetrope.service                               | add SupplementaryGroups=video to zoetrope.service and restart the service
          cams   | 0::/system.slice/zoetrope.service/payload                       | add SupplementaryGroups=video to zoetrope.service and restart the service
          cams   | 1:name=systemd:/system.slice/system-zoetrope.slice/zoetrope@1.service | add SupplementaryGroups=video to zoetrope@1.service and restart the service
          """)
  void aUserWithoutTheGroupIsToldHowToJoinIt(String user, String cgroup, String advice)
      throws Exception {
    proc.self("4 27", "7:memory:/elsewhere.service", cgroup);

    assertThat(process(user).forbidden(NODE, access("rw-rw----", "video", 44)))
        .isEqualTo("this user may not open /dev/video0: " + advice);
  }

  @Test
  void theGroupIsThatOfTheNode() throws Exception {
    proc.self("44", LOGIN);

    assertThat(process("pi").forbidden(NODE, access("rw-rw----", "camera", 999)))
        .contains("sudo usermod -aG camera pi");
  }

  @Test
  void aUserWithTheGroupIsNotToldToJoinIt() throws Exception {
    proc.self("4 44 1000", LOGIN);

    assertThat(process("pi").forbidden(NODE, access("rw-rw----", "video", 44)))
        .contains("SELinux or AppArmor")
        .doesNotContain("usermod");
  }

  @ParameterizedTest
  @CsvSource({"rw-------, 44", "rw-r-----, 44", "rw-rw----, 0"})
  void aNodeThatNoGroupMayOpenNeedsUdev(String permissions, long group) throws Exception {
    proc.self("4", LOGIN);

    assertThat(process("pi").forbidden(NODE, access(permissions, "some", group)))
        .isEqualTo(
            "this user may not open /dev/video0: no group may (%s root some); sudo udevadm trigger lets udev set that right",
            permissions);
  }

  @Test
  void aServiceWithoutDeviceAccessNeedsNoGroup() throws Exception {
    proc.self("44", SERVICE);

    assertThat(process("?").denied(NODE))
        .isEqualTo(
            "the system keeps this process from /dev/video0, whatever its user and groups are: remove PrivateDevices=, DevicePolicy= and DeviceAllow= from zoetrope.service and restart the service");
  }

  @Test
  void aContainerMustBeGivenTheDevice() throws Exception {
    proc.self("0", "0::/");

    assertThat(process("root").denied(NODE))
        .endsWith("in a container, hand the device in (docker run --device /dev/video0)");
  }

  @Test
  void adviceIsGivenIfNothingIsKnownOfTheProcess() {
    assertThat(process("pi").forbidden(NODE, access("rw-rw----", "video", 44)))
        .contains("sudo usermod -aG video pi");
  }

  private ThisProcess process(String user) {
    return ThisProcess.read(proc.path(), user);
  }

  private static NodeAccess access(String permissions, String group, long groupId) {
    return new NodeAccess(PosixFilePermissions.fromString(permissions), "root", group, groupId);
  }
}
