package io.zoetrope.web.hosts;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** What this machine itself and its network call it. Any thread. */
public final class MachineNames {
  private final Set<HostName> names = ConcurrentHashMap.newKeySet();

  /**
   * Finds them, which may wait for the network, on a thread of its own; there are none until then.
   */
  public static MachineNames lookUp() {
    MachineNames machine = new MachineNames();
    // Not a virtual thread: while it asks the network it would hold the one that carries it.
    Thread.ofPlatform().name("machine-names").daemon().start(machine::find);
    return machine;
  }

  boolean contains(HostName host) {
    return names.contains(host);
  }

  private void find() {
    try {
      add(InetAddress.getLocalHost());
    } catch (UnknownHostException e) {
      // It has a name that its network does not know.
    }
  }

  void add(InetAddress self) {
    Stream.of(self.getHostName(), self.getCanonicalHostName())
        .map(HostName::of)
        .flatMap(Optional::stream)
        .forEach(names::add);
  }
}
