package io.zoetrope.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The systemd unit in {@code docs/operations.md}. */
final class ServiceUnitIT {
  private static final Path ROOT = Path.of(System.getProperty("zoetrope.root", ".."));

  @TempDir private Path folder;

  @Test
  void systemdAcceptsTheUnit() throws Exception {
    String unit = unit().replace("ExecStart=/opt/zoetrope/zoetrope", "ExecStart=/bin/true");
    Path file = Files.writeString(folder.resolve("zoetrope.service"), unit);

    Process verify =
        new ProcessBuilder("systemd-analyze", "verify", file.toString())
            .redirectErrorStream(true)
            .start();
    try (var output = verify.getInputStream()) {
      assertThat(new String(output.readAllBytes(), StandardCharsets.UTF_8)).isEmpty();
    }
    assertThat(verify.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(verify.exitValue()).isZero();
  }

  @Test
  void theSandboxAllowsWebcamsToBePluggedIn() throws Exception {
    assertThat(unit().lines())
        .contains(
            "DynamicUser=yes",
            "SupplementaryGroups=video",
            "StateDirectory=zoetrope",
            "CacheDirectory=zoetrope",
            "ProtectSystem=strict",
            "NoNewPrivileges=yes",
            "CapabilityBoundingSet=")
        .noneMatch(line -> line.startsWith("DeviceAllow") || line.startsWith("PrivateDevices"));
  }

  private static String unit() throws Exception {
    String text = Files.readString(ROOT.resolve("docs/operations.md"));
    String begun = text.substring(text.indexOf("```ini\n") + "```ini\n".length());
    return begun.substring(0, begun.indexOf("```"));
  }
}
