package io.zoetrope.tasks.result;

import java.util.Arrays;
import java.util.Optional;

/** What a result file is. */
public enum ResultType {
  JPEG("jpg", "image/jpeg"),
  MP4("mp4", "video/mp4"),
  CSV("csv", "text/csv; charset=utf-8"),
  NDJSON("ndjson", "application/x-ndjson; charset=utf-8");

  private final String extension;
  private final String mediaType;

  ResultType(String extension, String mediaType) {
    this.extension = extension;
    this.mediaType = mediaType;
  }

  /** Without the dot. */
  public String extension() {
    return extension;
  }

  /** As in {@code text/csv; charset=utf-8}. */
  public String mediaType() {
    return mediaType;
  }

  /** The type with this media type, whatever parameters it has. */
  public static Optional<ResultType> of(String mediaType) {
    String bare = bare(mediaType);
    return Arrays.stream(values()).filter(type -> bare(type.mediaType).equals(bare)).findFirst();
  }

  private static String bare(String mediaType) {
    return mediaType.split(";", 2)[0].strip();
  }
}
