package io.zoetrope.drivers.v4l2;

import io.zoetrope.drivers.v4l2.DeviceClaims.Claim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Says in a sentence for people why a device cannot be used. Any thread. */
record DeviceFailures(LinuxSystem machine, DeviceHolders holders, DeviceClaims claims) {

  IOException explain(Path place, SystemCallException refusal, Supplier<String> others) {
    return new IOException(sentence(place, refusal, others), refusal);
  }

  private String sentence(Path place, SystemCallException refusal, Supplier<String> others) {
    if (refusal.is(SystemCallException.EBUSY)) {
      return busy(place, Optional.empty());
    }
    if (refusal.is(SystemCallException.EPERM)) {
      return self().denied(place);
    }
    if (refusal.is(SystemCallException.EACCES)) {
      return forbidden(place);
    }
    if (refusal.is(SystemCallException.ENODEV, SystemCallException.ENXIO) && Files.exists(place)) {
      return deserted(place, others);
    }
    if (refusal.is(
        SystemCallException.ENOENT, SystemCallException.ENODEV, SystemCallException.ENXIO)) {
      return "there is no camera at %s; %s".formatted(place, others.get());
    }
    if (refusal.is(SystemCallException.ENOTTY, SystemCallException.EINVAL)) {
      return "%s is not a camera; %s".formatted(place, others.get());
    }
    return "%s does not answer: %s".formatted(place, refusal.getMessage());
  }

  String busy(Path place, Optional<Claim> asking) {
    Path device = LinuxSystem.real(place);
    String own = asking.map(Claim::cameraId).orElse("");
    Optional<String> rival =
        claims.rival(asking.orElseGet(() -> new Claim(device, ""))).map(Claim::cameraId);
    if (rival.isPresent() && !own.isEmpty() && rival.get().equals(own)) {
      return "the camera %s is still held by the previous opening of '%s'".formatted(place, own);
    }
    if (rival.isPresent() && !rival.get().isEmpty()) {
      return "the camera %s is already open as '%s': use that one, with ?width= for other sizes"
          .formatted(place, rival.get());
    }
    List<DeviceHolder> known = holders.of(device);
    boolean ourselves = known.stream().anyMatch(DeviceHolder::isThisProcess);
    if (rival.isPresent() || ourselves || (known.isEmpty() && holders.thisProcessHas(device))) {
      return "the camera %s is already open in this program, as another of its cameras: use that one, with ?width= for other sizes"
          .formatted(place);
    }
    return known.isEmpty()
        ? "the camera %s is busy: a program of another user has it open".formatted(place)
        : "the camera %s is busy: %s has it open; end that first"
            .formatted(place, DeviceHolders.names(known));
  }

  static String unfed(Path place, NodeKind kind) {
    return "nothing feeds %s (%s): start the program that is to send its pictures there"
        .formatted(place, kind.card());
  }

  private String forbidden(Path place) {
    try {
      return self().forbidden(place, machine.access().of(place));
    } catch (IOException e) {
      return "this user may not open %s".formatted(place);
    }
  }

  private String deserted(Path place, Supplier<String> others) {
    return machine
        .card(LinuxSystem.real(place))
        .map(card ->
            "%s is the node of a camera that does not answer (%s): unplug it and plug it in again"
                .formatted(place, card))
        .orElseGet(() ->
            "%s is the node of a device that is gone; in a container, hand the device in again; %s"
                .formatted(place, others.get()));
  }

  private ThisProcess self() {
    return ThisProcess.read(machine.proc(), System.getProperty("user.name", ""));
  }
}
