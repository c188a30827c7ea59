package io.zoetrope.drivers.rtsp;

import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A stream that a camera offers: the part of its description that begins with {@code m=}.
 *
 * @param kind as in {@code video} or {@code audio}
 * @param encoding its name in upper case, as in {@code H264}
 * @param parameters of its format, by their names in lower case
 * @param control how it is asked for; empty where it is not said
 */
record MediaDescription(
    String kind,
    int payloadType,
    String encoding,
    int clockRate,
    int channels,
    Map<String, String> parameters,
    String control) {

  boolean isVideo() {
    return kind.equals("video");
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isEmpty());
  }

  int number(String name, int otherwise) {
    return parameter(name)
        .filter(value -> value.matches("\\d{1,9}"))
        .map(Integer::valueOf)
        .orElse(otherwise);
  }

  /** What parameters hold, units in Base64 separated by commas; damaged ones are left out. */
  List<byte[]> units(String... names) {
    return Stream.of(names)
        .flatMap(name -> parameter(name).stream())
        .flatMap(value -> Stream.of(value.split(",")))
        .flatMap(each -> decoded(each.strip()).stream())
        .filter(unit -> unit.length > 0)
        .toList();
  }

  private static Optional<byte[]> decoded(String text) {
    try {
      return Optional.of(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** What RTP's profile says about a payload type without a description (RFC 3551, 6). */
  static MediaDescription ofType(String kind, int payloadType) {
    String encoding =
        switch (payloadType) {
          case 0 -> "PCMU";
          case 8 -> "PCMA";
          case 26 -> "JPEG";
          default -> "";
        };
    int rate = kind.equals("video") ? 90_000 : 8_000;
    return new MediaDescription(
        kind.toLowerCase(Locale.ROOT), payloadType, encoding, rate, 1, Map.of(), "");
  }
}
