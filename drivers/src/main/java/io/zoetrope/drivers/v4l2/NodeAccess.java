package io.zoetrope.drivers.v4l2;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/** Who may open a node. A group without a name is its number. */
record NodeAccess(Set<PosixFilePermission> permissions, String owner, String group, long groupId) {
  private static final Set<PosixFilePermission> GROUP_OPENS =
      Set.of(PosixFilePermission.GROUP_READ, PosixFilePermission.GROUP_WRITE);

  NodeAccess {
    permissions = Set.copyOf(permissions);
  }

  static NodeAccess of(Path node) throws IOException {
    PosixFileAttributes read = Files.readAttributes(node, PosixFileAttributes.class);
    Object groupId = Objects.requireNonNull(Files.getAttribute(node, "unix:gid"));
    return new NodeAccess(
        read.permissions(),
        read.owner().getName(),
        read.group().getName(),
        ((Number) groupId).longValue());
  }

  /** Whether a group other than root's may open it, as udev sees to a moment after plugging in. */
  boolean hasGroup() {
    return groupId != 0 && permissions.containsAll(GROUP_OPENS);
  }

  @Override
  public String toString() {
    return "%s %s %s".formatted(PosixFilePermissions.toString(permissions), owner, group);
  }
}
