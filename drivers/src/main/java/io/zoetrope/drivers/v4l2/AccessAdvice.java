package io.zoetrope.drivers.v4l2;

import io.zoetrope.drivers.v4l2.ThisProcess.Service;
import java.nio.file.Path;

/** Says what keeps this process from opening a node, and what helps. */
record AccessAdvice(ThisProcess self) {

  /** Of EACCES: the node's permissions are not for this user. */
  String forbidden(Path node, NodeAccess access) {
    return "this user may not open %s: %s".formatted(node, remedy(access));
  }

  /** Of EPERM, which no group changes: a service or a container may use certain devices only. */
  String denied(Path node) {
    return "the system keeps this process from %s, whatever its user and groups are: %s"
        .formatted(
            node,
            self.service()
                .map(Service::unit)
                .map(unit ->
                    "remove PrivateDevices=, DevicePolicy= and DeviceAllow= from %s and restart the service"
                        .formatted(unit))
                .orElse(
                    "in a container, hand the device in (docker run --device %s)".formatted(node)));
  }

  private String remedy(NodeAccess access) {
    if (!access.hasGroup()) {
      return "no group may (%s); sudo udevadm trigger lets udev set that right".formatted(access);
    }
    String group = access.group();
    if (self.groups().contains(access.groupId())) {
      return "its permissions (%s) would allow it, so something like SELinux or AppArmor does not"
          .formatted(access);
    }
    if (self.service().filter(service -> !service.ofUser()).isPresent()) {
      return "add SupplementaryGroups=%s to %s and restart the service"
          .formatted(group, self.service().get().unit());
    }
    if (self.user().isEmpty()) {
      return "start it with the group %1$s, as docker run --group-add %1$s does".formatted(group);
    }
    return "add the user to the group %1$s (sudo usermod -aG %1$s %2$s)%3$s"
        .formatted(
            group,
            self.user().get(),
            self.service().isPresent()
                ? ", log in again and restart the service"
                : " and log in again");
  }
}
