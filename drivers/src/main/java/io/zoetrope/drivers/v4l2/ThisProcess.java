package io.zoetrope.drivers.v4l2;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The user, groups and service that this process runs as. In many containers the user is none. */
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
        groups(lines(self.resolve("status"))),
        service(lines(self.resolve("cgroup"))));
  }

  private static Set<Long> groups(List<String> status) {
    return status.stream()
        .filter(line -> line.startsWith("Groups:") || line.startsWith("Gid:"))
        .flatMap(line -> Arrays.stream(line.substring(line.indexOf(':') + 1).trim().split("\\s+")))
        .filter(number -> !number.isEmpty())
        .map(Long::valueOf)
        .collect(Collectors.toSet());
  }

  /**
   * A login is a scope; the last service on the path is the one, because it may have groups below.
   */
  private static Optional<Service> service(List<String> cgroups) {
    return cgroups.stream()
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

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      return List.of();
    }
  }
}
