package io.zoetrope.drivers.v4l2;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The user, groups and service that this process runs as, and so what keeps it from opening a node.
 * In many containers the user is none.
 */
record ThisProcess(Optional<String> user, Set<Long> groups, Optional<Service> service) {

  /** Of a user's own systemd, the groups are those of the login. */
  record Service(String unit, boolean ofUser) {}

  ThisProcess {
    groups = Set.copyOf(groups);
  }

  /** Java makes a question mark of a user without a name. */
  static ThisProcess read(Path proc, String userName) {
    Path self = proc.resolve("self");
    return new ThisProcess(
        Optional.of(userName).filter(name -> !name.isBlank() && !name.equals("?")),
        groups(LinuxSystem.text(self.resolve("status"))),
        service(LinuxSystem.text(self.resolve("cgroup"))));
  }

  private static Set<Long> groups(String status) {
    return status
        .lines()
        .filter(line -> line.startsWith("Groups:") || line.startsWith("Gid:"))
        .flatMap(line -> Arrays.stream(line.substring(line.indexOf(':') + 1).trim().split("\\s+")))
        .filter(number -> !number.isEmpty())
        .map(Long::valueOf)
        .collect(Collectors.toSet());
  }

  /** A login is a scope. The last service on a path counts, because it may have groups below. */
  private static Optional<Service> service(String cgroups) {
    return cgroups
        .lines()
        .filter(line -> line.startsWith("0::") || line.contains(":name=systemd:"))
        .map(line -> List.of(line.substring(line.indexOf('/') + 1).split("/", -1)))
        .filter(path -> path.stream().noneMatch(part -> part.endsWith(".scope")))
        .flatMap(path ->
            path.stream()
                .filter(part -> part.endsWith(".service") && !part.startsWith("user@"))
                .reduce((_, last) -> last)
                .map(unit ->
                    new Service(unit, path.stream().anyMatch(part -> part.startsWith("user@"))))
                .stream())
        .findFirst();
  }

  String forbidden(Path node, NodeAccess access) {
    return "this user may not open %s: %s".formatted(node, remedy(access));
  }

  /** Of EPERM, which no group changes: a service or a container may use certain devices only. */
  String denied(Path node) {
    return "the system keeps this process from %s, whatever its user and groups are: %s"
        .formatted(
            node,
            service
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
    if (groups.contains(access.groupId())) {
      return "its permissions (%s) would allow it, so something like SELinux or AppArmor does not"
          .formatted(access);
    }
    if (service.filter(each -> !each.ofUser()).isPresent()) {
      return "add SupplementaryGroups=%s to %s and restart the service"
          .formatted(group, service.get().unit());
    }
    if (user.isEmpty()) {
      return "start it with the group %1$s, as docker run --group-add %1$s does".formatted(group);
    }
    return "add the user to the group %1$s (sudo usermod -aG %1$s %2$s)%3$s"
        .formatted(
            group,
            user.get(),
            service.isPresent() ? ", log in again and restart the service" : " and log in again");
  }
}
