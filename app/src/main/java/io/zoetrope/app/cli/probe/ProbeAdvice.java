package io.zoetrope.app.cli.probe;

import io.zoetrope.core.source.CameraUri;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class ProbeAdvice {
  /** By what the failure says, in the order in which they are looked for. */
  private static final List<Map.Entry<String, String>> BY_REASON =
      List.of(
          Map.entry(
              "there is no host",
              "check the spelling, or use the camera's address, as in 192.0.2.7; names that end with .local need mDNS (avahi) on this machine"),
          Map.entry(
              "connection refused",
              "is the camera on, and is the port right? Usually RTSP is at 554 or 8554, HTTP at 80 or 8080; some cameras have it switched off in their settings"),
          Map.entry("no route to host", "is the camera on, and in this network?"),
          Map.entry(
              "(401)",
              "check user and password; in a password write %40 for @, %3A for :, %2F for /, %23 for #; some cameras have users of their own for RTSP"),
          Map.entry(
              "(403)",
              "the login is right, but that user may not watch: look into the camera's users"),
          Map.entry(
              "(404)",
              "the path differs from maker to maker: look for RTSP or ONVIF in the camera's settings or manual"),
          Map.entry("no such device", "see which there are: ./zoetrope devices"),
          Map.entry(
              "busy: another program", "close the other program, or take the pictures from it"),
          Map.entry(
              "permission denied",
              "add this user to the group that may, often video: sudo usermod -aG video $USER, then log in again"),
          Map.entry(
              "not video that FFmpeg can read",
              "does another player show it? If so, is the kind of camera right, the word before the colon?"));

  private ProbeAdvice() {}

  static Optional<String> of(CameraUri uri, Optional<ProbeStep> failed, String reason) {
    return failed
        .filter(step -> isSilence(reason))
        .flatMap(step -> ofSilence(uri, step))
        .or(() ->
            BY_REASON.stream()
                .filter(advice -> reason.contains(advice.getKey()))
                .map(Map.Entry::getValue)
                .findFirst());
  }

  private static Optional<String> ofSilence(CameraUri uri, ProbeStep failed) {
    return switch (failed) {
      case NAME ->
          Optional.of("use the camera's address, as in 192.0.2.7: the name server does not answer");
      case PORT ->
          Optional.of(
              "is the camera on, and in this network? A firewall may swallow what is sent to it");
      case OPEN, RATE -> ofMissingPictures(uri);
    };
  }

  private static Optional<String> ofMissingPictures(CameraUri uri) {
    if (NetworkTarget.of(uri).filter(target -> target.tcpPort().isPresent()).isPresent()) {
      return Optional.of(
          "the port answers, but no picture comes: is it the port for %s:? Too many may watch the camera already, or a firewall may swallow UDP"
              .formatted(uri.scheme()));
    }
    return List.of("udp", "srt").contains(uri.scheme())
        ? Optional.of("is it sent to this machine, to this port? A firewall may swallow UDP")
        : Optional.empty();
  }

  /** The lines for zoetrope.yaml, secrets masked. */
  static List<String> configuration(CameraUri uri) {
    String shown = uri.masked();
    List<String> lines = new ArrayList<>();
    lines.add("cameras:");
    lines.add("  camera: " + (needsQuotes(shown) ? "'" + shown.replace("'", "''") + "'" : shown));
    if (!shown.equals(uri.text())) {
      lines.add("  # in place of ***, what you typed; ${NAME} takes it from the environment");
    }
    return lines;
  }

  private static boolean isSilence(String reason) {
    return reason.contains("no picture within")
        || reason.contains("nobody says within")
        || reason.contains("does not answer")
        || reason.contains("timed out");
  }

  private static boolean needsQuotes(String text) {
    return text.endsWith(":")
        || text.contains(": ")
        || text.contains(" #")
        || !text.equals(text.strip());
  }
}
