package io.zoetrope.app.tasks;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** What this machine is called, for people. */
public final class MachineName {

  private MachineName() {}

  /** Its name and the number of this process. May wait for the network. */
  public static String get() {
    long process = ProcessHandle.current().pid();
    try {
      return InetAddress.getLocalHost().getHostName() + "-" + process;
    } catch (UnknownHostException e) {
      return "worker-" + process;
    }
  }
}
