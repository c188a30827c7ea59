package io.zoetrope.drivers.v4l2;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which cameras of this program read which devices. Any thread. */
final class DeviceClaims {

  /** One opening of a device; each is another one, even of the same camera. */
  static final class Claim {
    private final Path device;
    private final String cameraId;

    /** The device is the node itself, not a link to it; a camera without a name has an empty id. */
    Claim(Path device, String cameraId) {
      this.device = device;
      this.cameraId = cameraId;
    }

    String cameraId() {
      return cameraId;
    }
  }

  private final Set<Claim> held = ConcurrentHashMap.newKeySet();

  void hold(Claim claim) {
    held.add(claim);
  }

  void release(Claim claim) {
    held.remove(claim);
  }

  Optional<Claim> rival(Claim claim) {
    return held.stream()
        .filter(other -> other != claim && other.device.equals(claim.device))
        .findFirst();
  }
}
