package io.zoetrope.drivers.rtsp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a camera says about its streams (SDP, RFC 8866).
 *
 * @param control how all streams are asked for at once; empty where it is not said
 */
record SessionDescription(String control, List<MediaDescription> media) {
  private static final int MOST_MEDIA = 32;
  private static final Pattern MEDIA = Pattern.compile("m=(\\w+) +\\S+ +\\S+ +(\\d{1,3})\\b.*");
  private static final Pattern FORMAT =
      Pattern.compile("a=rtpmap: *(\\d{1,3}) +([^/ ]+) */ *(\\d{1,9})(?: */ *(\\d{1,3}))?.*");
  private static final Pattern PARAMETERS = Pattern.compile("a=fmtp: *(\\d{1,3}) +(.*)");

  SessionDescription {
    media = List.copyOf(media);
  }

  /** Reads as much as can be understood; lines that cannot are skipped. */
  static SessionDescription parse(String text) {
    String sessionControl = "";
    List<MediaDescription> media = new ArrayList<>();
    for (String untrimmed : text.split("\r\n|\n|\r", -1)) {
      String line = untrimmed.strip();
      Matcher begins = MEDIA.matcher(line);
      if (begins.matches()) {
        if (media.size() == MOST_MEDIA) {
          break;
        }
        media.add(
            MediaDescription.ofType(
                begins.group(1).toLowerCase(Locale.ROOT), Integer.parseInt(begins.group(2))));
      } else if (media.isEmpty()) {
        sessionControl = control(line).orElse(sessionControl);
      } else {
        media.set(media.size() - 1, with(media.getLast(), line));
      }
    }
    return new SessionDescription(sessionControl, media);
  }

  private static Optional<String> control(String line) {
    return line.startsWith("a=control:")
        ? Optional.of(line.substring("a=control:".length()).strip())
        : Optional.empty();
  }

  private static MediaDescription with(MediaDescription of, String line) {
    Matcher format = FORMAT.matcher(line);
    if (format.matches() && Integer.parseInt(format.group(1)) == of.payloadType()) {
      int rate = Integer.parseInt(format.group(3));
      int channels = format.group(4) == null ? 1 : Integer.parseInt(format.group(4));
      return new MediaDescription(
          of.kind(),
          of.payloadType(),
          format.group(2).toUpperCase(Locale.ROOT),
          rate > 0 ? rate : of.clockRate(),
          Math.max(channels, 1),
          of.parameters(),
          of.control());
    }
    Matcher parameters = PARAMETERS.matcher(line);
    boolean about =
        parameters.matches() && Integer.parseInt(parameters.group(1)) == of.payloadType();
    return new MediaDescription(
        of.kind(),
        of.payloadType(),
        of.encoding(),
        of.clockRate(),
        of.channels(),
        about ? parameters(parameters.group(2)) : of.parameters(),
        control(line).orElse(of.control()));
  }

  private static Map<String, String> parameters(String text) {
    Map<String, String> parameters = new HashMap<>();
    for (String each : text.split(";", -1)) {
      String[] parts = each.split("=", 2);
      parameters.put(
          parts[0].strip().toLowerCase(Locale.ROOT), parts.length < 2 ? "" : parts[1].strip());
    }
    return parameters;
  }
}
