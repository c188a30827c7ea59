package io.zoetrope.drivers.v4l2;

public record DeviceHolder(long processId, String name) {

  boolean isThisProcess() {
    return processId == ProcessHandle.current().pid();
  }

  @Override
  public String toString() {
    return "%s (process %d)".formatted(name, processId);
  }
}
