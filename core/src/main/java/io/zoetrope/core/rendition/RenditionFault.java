package io.zoetrope.core.rendition;

import io.zoetrope.core.media.TrackFormat;

/**
 * Why a rendition cannot be shown.
 *
 * @param message a sentence for people
 */
public record RenditionFault(Kind kind, String message) {

  /** What can be done about it. */
  public enum Kind {
    /** This server cannot re-encode pictures. */
    UNSUPPORTED,
    /** As many as allowed are open; one may be free later. */
    TOO_MANY,
    /** The camera's pictures cannot be re-encoded. */
    BROKEN
  }

  static final String NOTHING_DECODES = "nothing that decodes pictures is installed";

  static final RenditionFault NOTHING_INSTALLED = unsupported(NOTHING_DECODES);

  static final RenditionFault HANGING = broken("what makes its pictures does not answer");

  static final RenditionFault NOTHING_ENCODES =
      new RenditionFault(
          Kind.UNSUPPORTED,
          "This server cannot make H.264 of this camera's pictures: nothing that encodes it is installed.");

  static RenditionFault unsupported(String reason) {
    return new RenditionFault(
        Kind.UNSUPPORTED,
        "This server cannot make other sizes and qualities: %s. Ask without width and quality."
            .formatted(withoutStop(reason)));
  }

  static RenditionFault tooMany(int most) {
    return new RenditionFault(
        Kind.TOO_MANY,
        "All %d sizes and qualities that this server may make at once are in use. Ask for one of these, without width and quality, or later; the setting server.renditions allows more."
            .formatted(most));
  }

  static RenditionFault broken(String reason) {
    return new RenditionFault(
        Kind.BROKEN,
        "This size and quality cannot be shown: %s. Ask without width and quality."
            .formatted(withoutStop(reason)));
  }

  /**
   * This server can never do it.
   *
   * @param made what was to be made of the format
   */
  static RenditionFault untranscodable(TrackFormat format, String made, String reason) {
    return new RenditionFault(
        Kind.UNSUPPORTED,
        "This camera sends %s, and this server cannot make %s of that: %s."
            .formatted(format.codecName(), made, withoutStop(reason)));
  }

  /** As {@link #untranscodable}, but it may be possible later. */
  static RenditionFault untranscoded(TrackFormat format, String made, String reason) {
    return new RenditionFault(
        Kind.BROKEN,
        "No %s can be made of this camera's %s: %s."
            .formatted(made, format.codecName(), withoutStop(reason)));
  }

  static RenditionFault noRoomToDecode(int most) {
    return noRoom("This camera's video has to be decoded to make JPEGs of it", most);
  }

  static RenditionFault noRoomToEncode(int most) {
    return noRoom("This camera's pictures have to be encoded as H.264", most);
  }

  private static RenditionFault noRoom(String why, int most) {
    return new RenditionFault(
        Kind.TOO_MANY,
        "%s, and all %d renditions that this server may make at once are in use. Ask later; the setting server.renditions allows more."
            .formatted(why, most));
  }

  private static String withoutStop(String reason) {
    return reason.endsWith(".") ? reason.substring(0, reason.length() - 1) : reason;
  }
}
