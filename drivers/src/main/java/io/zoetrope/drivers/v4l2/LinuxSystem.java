package io.zoetrope.drivers.v4l2;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where the system describes its devices and processes, and how to wait for udev. */
record LinuxSystem(Path dev, Path proc, Path sys, AccessReader access, Pause pause) {

  @FunctionalInterface
  interface AccessReader {
    NodeAccess of(Path node) throws IOException;
  }

  @FunctionalInterface
  interface Pause {
    void of(Duration time) throws InterruptedException;
  }

  /** This machine, but with the devices of another tree than {@code /dev}. */
  static LinuxSystem with(Path dev) {
    return new LinuxSystem(
        dev, Path.of("/proc"), dev.resolveSibling("sys"), NodeAccess::of, Thread::sleep);
  }

  Optional<String> card(Path node) {
    return Optional.of(
            text(sys.resolve("class/video4linux").resolve(node.getFileName()).resolve("name")))
        .map(String::strip)
        .filter(name -> !name.isEmpty());
  }

  /** Empty where there is no such file, or none for this user. */
  static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  /** Waits for so long, unless this thread is to end. */
  boolean paused(Duration time) {
    try {
      pause.of(time);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Whether it is there, but udev has not yet given it to its group. */
  boolean awaitsUdev(Path node) {
    try {
      return !access.of(node).hasGroup();
    } catch (IOException e) {
      return false;
    }
  }

  static Path real(Path place) {
    try {
      return place.toRealPath();
    } catch (IOException e) {
      return place;
    }
  }
}
