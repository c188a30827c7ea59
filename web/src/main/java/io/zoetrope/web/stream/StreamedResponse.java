package io.zoetrope.web.stream;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An answer that is made while it is sent. Immutable; sent by {@link StreamedResponses}.
 *
 * @param mediaType with its charset, if it has one
 * @param headers all others
 * @param tag names the content, without quotes: a client that has it gets 304, and nothing is
 *     produced
 */
public record StreamedResponse(
    String mediaType, Map<String, String> headers, Optional<String> tag, Producer body) {

  public StreamedResponse {
    headers = Map.copyOf(headers);
  }

  public static StreamedResponse of(String mediaType, Producer body) {
    return new StreamedResponse(mediaType, Map.of(), Optional.empty(), body);
  }

  public StreamedResponse withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new StreamedResponse(mediaType, more, tag, body);
  }

  /** See {@link #tag}: a text of visible ASCII. */
  public StreamedResponse withTag(String text) {
    return new StreamedResponse(mediaType, headers, Optional.of(text), body);
  }

  /** A browser stores it under this name, in which only letters, digits and {@code ._-} remain. */
  public StreamedResponse asDownload(String fileName) {
    return withHeader(
        "content-disposition",
        "attachment; filename=\"" + fileName.replaceAll("[^A-Za-z0-9._-]", "-") + "\"");
  }
}
