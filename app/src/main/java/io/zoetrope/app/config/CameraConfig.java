package io.zoetrope.app.config;

import io.zoetrope.core.CameraSettings;
import io.zoetrope.core.camera.CameraName;
import io.zoetrope.core.camera.CameraTimings;
import io.zoetrope.core.overlay.OverlayText;
import io.zoetrope.core.source.CameraUri;
import java.time.Duration;
import java.util.Optional;

/** A camera, with its sub-stream if it has one. */
public record CameraConfig(
    CameraName name,
    StreamConfig source,
    Optional<StreamConfig> small,
    Duration linger,
    Optional<OverlayText> overlay) {
  private static final Key<CameraUri> SOURCE =
      Key.required("source", new Reader<>("", value -> CameraUri.parse(value.address())))
          .help("Its URI, in the long form.")
          .asSecret();

  private static final Key<CameraUri> SMALL =
      Key.optional("small", new Reader<>("", value -> CameraUri.parse(value.address())), "none")
          .help(
              "The URI of its sub-stream: the same view in fewer pixels, which most IP cameras send under another path. Whoever asks for `?stream=small` sees it. It is opened and closed like the camera itself.")
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
      Section.each("cameras", "ID", SOURCE, SMALL, NAME, LINGER, OVERLAY)
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

  static Optional<CameraConfig> read(Settings camera) {
    String id = camera.name();
    Optional<StreamConfig> source =
        camera
            .require(SOURCE, "the camera has no source")
            .map(uri -> new StreamConfig("Camera " + id, uri, camera.place(SOURCE)));
    Optional<StreamConfig> small =
        camera
            .find(SMALL)
            .map(uri ->
                new StreamConfig("The sub-stream of camera " + id, uri, camera.place(SMALL)));
    Optional<String> shown = camera.isNull(NAME) ? Optional.of("") : camera.find(NAME);
    CameraName name =
        shown
            .flatMap(text -> camera.checked(NAME, () -> new CameraName(id, text)))
            .orElseGet(() -> new CameraName(id));
    Duration linger = camera.get(LINGER);
    Optional<OverlayText> overlay = camera.get(OVERLAY);
    return source.map(from -> new CameraConfig(name, from, small, linger, overlay));
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
