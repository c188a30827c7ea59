package io.zoetrope.app.presence;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The name of this machine, for people. */
public final class MachineName {

  private MachineName() {}

  /** May wait for the network. */
  public static String get() {
    long process = ProcessHandle.current().pid();
    try {
      return InetAddress.getLocalHost().getHostName() + "-" + process;
    } catch (UnknownHostException e) {
      return "worker-" + process;
    }
  }
}
