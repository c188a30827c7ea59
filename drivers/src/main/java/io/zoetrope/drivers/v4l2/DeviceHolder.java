package io.zoetrope.drivers.v4l2;

/** A process that has a device open. */
public record DeviceHolder(long processId, String name) {

  boolean isThisProcess() {
    return processId == ProcessHandle.current().pid();
  }

  @Override
  public String toString() {
    return "%s (process %d)".formatted(name, processId);
  }
}
