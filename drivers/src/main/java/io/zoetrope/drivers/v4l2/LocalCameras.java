package io.zoetrope.drivers.v4l2;

import io.zoetrope.drivers.v4l2.DeviceClaims.Claim;
import java.io.IOException;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The cameras that are plugged into this machine, asked through V4L2. Any thread; all block. */
public final class LocalCameras {
  /** Just after plugging in, a node is there for a moment before its group may open it. */
  private static final int UDEV_CHECKS = 10;

  private static final Duration BETWEEN_CHECKS = Duration.ofMillis(90);

  private final LinuxSystem machine;
  private final DeviceFolder folder;
  private final DeviceHolders holders;
  private final DeviceClaims claims = new DeviceClaims();
  private final DeviceFailures failures;
  private final Supplier<Optional<SymbolLookup>> library;
  private @Nullable SystemCalls calls; // guarded by this

  /**
   * {@code library} is empty on another system than Linux, and asked for at the first use only,
   * because the driver is made at each start of the program.
   */
  private LocalCameras(LinuxSystem machine, Supplier<Optional<SymbolLookup>> library) {
    this.machine = machine;
    this.folder = new DeviceFolder(machine.dev());
    this.holders = new DeviceHolders(machine.proc());
    this.failures = new DeviceFailures(machine, holders, claims);
    this.library = library;
  }

  LocalCameras(LinuxSystem machine, SymbolLookup library) {
    this(machine, () -> Optional.of(library));
  }

  /** Those of a tree like {@code /dev}, through a library with open, ioctl and close. */
  public LocalCameras(Path dev, SymbolLookup library) {
    this(LinuxSystem.with(dev), library);
  }

  public static LocalCameras ofThisMachine() {
    return new LocalCameras(LinuxSystem.with(Path.of("/dev")), LocalCameras::ofLinux);
  }

  private static Optional<SymbolLookup> ofLinux() {
    boolean linux = System.getProperty("os.name", "").equals("Linux");
    return linux ? Optional.of(Linker.nativeLinker().defaultLookup()) : Optional.empty();
  }

  public List<LocalCamera> list() throws IOException {
    SystemCalls system = calls();
    List<LocalCamera> cameras = new ArrayList<>();
    for (Path node : folder.nodes()) {
      look(system, node).ifPresent(cameras::add);
    }
    return cameras;
  }

  /** The camera at this place; the exception says in a sentence why none there can be used. */
  LocalCamera find(Path place) throws IOException {
    SystemCalls system = calls();
    try (OpenDevice device = open(system, place)) {
      NodeKind kind = NodeKind.of(device);
      Optional<LocalCamera> camera = camera(place, place, device, kind);
      if (camera.isEmpty()) {
        throw new IOException(
            "%s %s; %s".formatted(place, kind.insteadOfPictures(), others(place)));
      }
      if (!camera.get().trouble().isEmpty()) {
        throw new IOException(camera.get().trouble());
      }
      return camera.get();
    } catch (SystemCallException e) {
      throw explain(place, e);
    }
  }

  /** Opens the device at this place; failures are sentences. The caller closes it. */
  OpenDevice open(Path place) throws IOException {
    try {
      return open(calls(), place);
    } catch (SystemCallException e) {
      throw explain(place, e);
    }
  }

  DeviceClaims claims() {
    return claims;
  }

  IOException busy(Path place, Claim asking) {
    return new IOException(failures.busy(place, Optional.of(asking)));
  }

  IOException explain(Path place, SystemCallException refusal) {
    return failures.explain(place, refusal, () -> others(place));
  }

  private OpenDevice open(SystemCalls system, Path place) throws SystemCallException {
    for (int check = 0; ; check++) {
      try {
        return new OpenDevice(system, place);
      } catch (SystemCallException e) {
        boolean mayCome = e.is(SystemCallException.EACCES) && machine.awaitsUdev(place);
        if (check == UDEV_CHECKS || !mayCome || !machine.paused(BETWEEN_CHECKS)) {
          throw e;
        }
      }
    }
  }

  private String others(Path place) {
    Path asked = LinuxSystem.real(place);
    List<String> names = new ArrayList<>();
    for (Path node : folder.nodes()) {
      if (!LinuxSystem.real(node).equals(asked)) {
        name(node).ifPresent(names::add);
      }
    }
    return names.isEmpty()
        ? "none is there: is it plugged in?"
        : "there is " + String.join(", ", names);
  }

  private Optional<String> name(Path node) {
    Path stable = folder.stableName(node);
    try (OpenDevice device = new OpenDevice(calls(), node)) {
      return camera(stable, node, device, NodeKind.of(device))
          .filter(camera -> camera.trouble().isEmpty())
          .map(camera -> "%s (%s)".formatted(stable, camera.card()));
    } catch (SystemCallException e) {
      boolean mayBeOne =
          e.is(SystemCallException.EACCES, SystemCallException.EPERM, SystemCallException.EBUSY);
      return mayBeOne ? Optional.of(stable.toString()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Optional<LocalCamera> look(SystemCalls system, Path node) {
    Path stable = folder.stableName(node);
    try (OpenDevice device = open(system, node)) {
      return camera(stable, node, device, NodeKind.of(device));
    } catch (SystemCallException e) {
      if (e.is(
          SystemCallException.ENOTTY, SystemCallException.EINVAL, SystemCallException.ENOENT)) {
        return Optional.empty();
      }
      return Optional.of(
          new LocalCamera(
              stable,
              node,
              machine.card(node).orElse(""),
              List.of(),
              e.is(SystemCallException.EBUSY),
              holders.of(LinuxSystem.real(node)),
              String.valueOf(failures.explain(node, e, () -> others(node)).getMessage())));
    }
  }

  private Optional<LocalCamera> camera(Path stable, Path node, OpenDevice device, NodeKind kind)
      throws SystemCallException {
    if (!kind.delivers() && !kind.isLoopback()) {
      return Optional.empty();
    }
    List<OfferedFormat> formats = kind.delivers() ? new FormatQuery(device).formats() : List.of();
    boolean unfed = kind.isLoopback() && formats.isEmpty();
    boolean busy = !unfed && device.isBusy();
    return Optional.of(
        new LocalCamera(
            stable,
            node,
            kind.card(),
            formats,
            busy,
            busy ? holders.of(LinuxSystem.real(node)) : List.of(),
            unfed ? DeviceFailures.unfed(stable, kind) : ""));
  }

  private synchronized SystemCalls calls() throws IOException {
    if (calls == null) {
      calls =
          new SystemCalls(
              library
                  .get()
                  .orElseThrow(() ->
                      new IOException(
                          "webcams by v4l2: are for Linux; on this system try opencv:0 for the first camera")));
    }
    return calls;
  }
}
