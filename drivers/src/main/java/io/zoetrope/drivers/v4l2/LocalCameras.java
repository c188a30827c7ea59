package io.zoetrope.drivers.v4l2;

import java.io.IOException;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The cameras that are plugged into this machine, asked through V4L2. Any thread; all block. */
public final class LocalCameras {
  private final DeviceFolder folder;
  private final Holders holders;
  private final Supplier<Optional<SymbolLookup>> library;
  private @Nullable SystemCalls calls; // guarded by this

  /**
   * @param library has {@code open}, {@code ioctl} and {@code close}; empty on another system than
   *     Linux. Asked for at the first use only, as the driver is made at each start of the program
   */
  private LocalCameras(Path dev, Path proc, Supplier<Optional<SymbolLookup>> library) {
    this.folder = new DeviceFolder(dev);
    this.holders = new Holders(proc);
    this.library = library;
  }

  /**
   * Those of a tree like {@code /dev}.
   *
   * @param library has {@code open}, {@code ioctl} and {@code close}
   */
  public LocalCameras(Path dev, SymbolLookup library) {
    this(dev, Path.of("/proc"), () -> Optional.of(library));
  }

  public static LocalCameras ofThisMachine() {
    return new LocalCameras(Path.of("/dev"), Path.of("/proc"), LocalCameras::ofLinux);
  }

  private static Optional<SymbolLookup> ofLinux() {
    boolean linux = System.getProperty("os.name", "").equals("Linux");
    return linux ? Optional.of(Linker.nativeLinker().defaultLookup()) : Optional.empty();
  }

  /**
   * All that deliver pictures, and those that cannot be asked.
   *
   * @throws IOException on another system than Linux
   */
  public List<LocalCamera> list() throws IOException {
    SystemCalls system = calls();
    List<LocalCamera> cameras = new ArrayList<>();
    for (Path node : folder.nodes()) {
      look(system, node).ifPresent(cameras::add);
    }
    return cameras;
  }

  /**
   * The camera at this place.
   *
   * @throws IOException says in a sentence why there is none that can be used
   */
  LocalCamera find(Path place) throws IOException {
    SystemCalls system = calls();
    try (OpenDevice device = OpenDevice.open(system, place)) {
      if (device.delivers()) {
        return camera(place, place, device);
      }
    } catch (SystemCallException e) {
      throw explain(place, e);
    }
    throw new IOException(
        "%s delivers no pictures, only data about them; %s".formatted(place, others()));
  }

  /** Opens the device at this place; failures are sentences. The caller closes it. */
  OpenDevice open(Path place) throws IOException {
    try {
      return OpenDevice.open(calls(), place);
    } catch (SystemCallException e) {
      throw explain(place, e);
    }
  }

  /** That somebody else streams from the device. */
  IOException busy(Path place) {
    List<Holder> known = holders.of(real(place));
    return new IOException(
        known.isEmpty()
            ? "the camera %s is busy: a program of another user has it open".formatted(place)
            : "the camera %s is busy: %s has it open; end that first"
                .formatted(place, Holders.names(known)));
  }

  /** What it means that the system refused to deal with this device. */
  IOException explain(Path place, SystemCallException refusal) {
    if (refusal.is(SystemCallException.EBUSY)) {
      return busy(place);
    }
    if (refusal.is(SystemCallException.EACCES, SystemCallException.EPERM)) {
      return new IOException(
          "this user may not open %s: add the user to the group video (sudo usermod -aG video %s) and log in again"
              .formatted(place, System.getProperty("user.name", "USER")),
          refusal);
    }
    if (refusal.is(
        SystemCallException.ENOENT, SystemCallException.ENODEV, SystemCallException.ENXIO)) {
      return new IOException("there is no camera at %s; %s".formatted(place, others()), refusal);
    }
    if (refusal.is(SystemCallException.ENOTTY, SystemCallException.EINVAL)) {
      return new IOException("%s is not a camera; %s".formatted(place, others()), refusal);
    }
    return new IOException(
        "%s does not answer: %s".formatted(place, refusal.getMessage()), refusal);
  }

  /** As in {@code there is /dev/video0 (Webcam)}. */
  private String others() {
    List<LocalCamera> there;
    try {
      there = list();
    } catch (IOException e) {
      there = List.of();
    }
    if (there.isEmpty()) {
      return "none is there: is it plugged in?";
    }
    return "there is "
        + there.stream()
            .map(camera ->
                camera.card().isEmpty()
                    ? camera.stable().toString()
                    : "%s (%s)".formatted(camera.stable(), camera.card()))
            .collect(Collectors.joining(", "));
  }

  private Optional<LocalCamera> look(SystemCalls system, Path node) {
    Path stable = folder.stableName(node);
    try (OpenDevice device = OpenDevice.open(system, node)) {
      return device.delivers() ? Optional.of(camera(stable, node, device)) : Optional.empty();
    } catch (SystemCallException e) {
      if (e.is(SystemCallException.ENOTTY, SystemCallException.EINVAL)) {
        return Optional.empty();
      }
      String trouble = String.valueOf(explainShortly(node, e).getMessage());
      return Optional.of(
          new LocalCamera(
              stable,
              node,
              "",
              List.of(),
              e.is(SystemCallException.EBUSY),
              holders.of(real(node)),
              trouble));
    }
  }

  /** Without the list of the others, which is being made. */
  private IOException explainShortly(Path node, SystemCallException e) {
    return e.is(SystemCallException.ENOENT, SystemCallException.ENODEV, SystemCallException.ENXIO)
        ? new IOException("it was unplugged just now", e)
        : explain(node, e);
  }

  private LocalCamera camera(Path stable, Path node, OpenDevice device) throws SystemCallException {
    boolean busy = device.isBusy();
    return new LocalCamera(
        stable,
        node,
        device.card(),
        new FormatQuery(device).formats(),
        busy,
        busy ? holders.of(real(node)) : List.of(),
        "");
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

  private static Path real(Path place) {
    try {
      return place.toRealPath();
    } catch (IOException e) {
      return place;
    }
  }
}
