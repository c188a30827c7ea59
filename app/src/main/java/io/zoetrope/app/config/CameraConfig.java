package io.zoetrope.app.config;

import io.zoetrope.core.CameraSettings;
import io.zoetrope.core.camera.CameraName;
import io.zoetrope.core.camera.CameraTimings;
import io.zoetrope.core.overlay.OverlayText;
import io.zoetrope.core.source.CameraUri;
import java.time.Duration;
import java.util.Optional;

/** The place is where its source was read; empty for one that the command line names. */
public record CameraConfig(
    CameraName name,
    CameraUri source,
    Duration linger,
    Optional<OverlayText> overlay,
    Optional<Place> place) {
  private static final Key<CameraUri> SOURCE =
      Key.required("source", new Reader<>("", value -> CameraUri.parse(value.address())))
          .help("Its URI, in the long form.")
          .asSecret();

  private static final Key<String> NAME =
      Key.optional("name", Reader.TEXT, "the ID")
          .help(
              "What people see instead of the ID, on pages, in events and in overlays: one line of at most 64 characters, in any language. Pictures can show Latin letters only, so they show the ID if the name has other characters.");

  private static final Key<Duration> LINGER =
      Key.of("linger", Reader.DURATION, "10s")
          .help("How long it stays open after the last viewer has left: 500ms, 10s, 2m, 1h, 7d.");

  private static final Key<Optional<OverlayText>> OVERLAY =
      Key.of("overlay", new Reader<>("", value -> overlay(value.text())), "false")
          .help(
              "What to burn into its pictures: true for name and time, or a line of your own with {name} and {time}. Each picture is then decoded and encoded again.");

  static final Section KEYS =
      Section.each("cameras", "ID", SOURCE, NAME, LINGER, OVERLAY)
          .withShortForm(
              SOURCE,
              "A camera. ID names it in addresses: letters, digits, - and _, at most 64. The first camera is the one of /video_feed.",
              "one demo camera");

  public CameraSettings settings() {
    return new CameraSettings(name, CameraTimings.STANDARD.withLinger(linger), overlay);
  }

  public String id() {
    return name.id();
  }

  /** Decides whether its source may run commands on this machine. */
  public Origin origin() {
    return place.isPresent() ? Origin.CONFIGURATION_FILE : Origin.ELSEWHERE;
  }

  static Optional<CameraConfig> read(Settings camera) {
    String id = camera.name();
    Optional<CameraUri> source = camera.require(SOURCE, "the camera has no source");
    Optional<String> shown = camera.isNull(NAME) ? Optional.of("") : camera.find(NAME);
    CameraName name =
        shown
            .flatMap(text -> camera.checked(NAME, () -> new CameraName(id, text)))
            .orElseGet(() -> new CameraName(id));
    Duration linger = camera.get(LINGER);
    Optional<OverlayText> overlay = camera.get(OVERLAY);
    return source.map(uri -> new CameraConfig(name, uri, linger, overlay, camera.place(SOURCE)));
  }

  private static Optional<OverlayText> overlay(String given) {
    try {
      return switch (given) {
        case "false" -> Optional.empty();
        case "true" -> Optional.of(OverlayText.NAME_AND_TIME);
        default -> Optional.of(new OverlayText(given));
      };
    } catch (IllegalArgumentException e) {
      throw new BadConfigException(
          "%s; expected true, false, or a text such as '{name} {time}'".formatted(e.getMessage()));
    }
  }
}
