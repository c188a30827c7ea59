package io.zoetrope.core.source;

import io.zoetrope.core.secret.Secrets;
import java.util.Optional;
import java.util.regex.Pattern;

/** An address as people type it when they leave out what kind of camera it is. */
final class BareAddress {
  private static final Pattern WEBCAM = Pattern.compile("/dev/(?:video\\d+|v4l/.+)");
  private static final Pattern NO_COLON = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+)//?[^/].*");
  private static final Pattern NUMBER = Pattern.compile("(?:video)?(\\d{1,3})");

  private static final Pattern HOST =
      Pattern.compile(
          "(?:[^/\\s]*@)?(?:\\d{1,3}(?:\\.\\d{1,3}){3}|\\[[0-9A-Fa-f:.%]+]|[\\w-]+\\.(?:local|lan|home))(?::\\d*)?(?:[/?#].*)?|//[^/].*");

  private static final Pattern PORT = Pattern.compile("\\d{2,5}(?:[/?#].*)?");

  private BareAddress() {}

  /** The URI of what can only be one kind of camera: the node of a webcam. */
  static Optional<String> uri(String text) {
    String path = text.split("\\?", 2)[0];
    return WEBCAM.matcher(path).matches() ? Optional.of("v4l2:" + text) : Optional.empty();
  }

  /** The end of a sentence: what to write instead, without its secrets. */
  static String advice(String text) {
    String shown = Secrets.maskAddress(text);
    if (HOST.matcher(text).matches()) {
      String host = shown.replaceFirst("^//", "");
      return "say how it is reached, as in rtsp://%s or http://%1$s".formatted(host);
    }
    var number = NUMBER.matcher(text);
    if (number.matches()) {
      return "write v4l2:/dev/video%s for a webcam".formatted(number.group(1));
    }
    var word = NO_COLON.matcher(text);
    if (text.contains("//") && word.matches()) {
      return "write a colon after %s, as in %1$s://host/path".formatted(word.group(1));
    }
    return text.isBlank() || text.contains("://")
        ? "it starts with the kind of camera, as in test: or file:clip.mp4 or rtsp://host/path"
        : "it starts with the kind of camera, as in file:%1$s for a video, slideshow:%1$s for a folder of JPEGs, or rtsp://host/path"
            .formatted(shown);
  }

  /** Whether this looks like a host and its port, or like a login and its host. */
  static boolean isHost(CameraUri uri) {
    return PORT.matcher(uri.address()).matches()
        || (uri.address().contains("@") && !uri.address().startsWith("//"));
  }
}
