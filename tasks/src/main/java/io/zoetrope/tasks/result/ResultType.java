package io.zoetrope.tasks.result;

import java.util.Arrays;
import java.util.Optional;

/** What a result file is. */
public enum ResultType {
  JPEG("jpg", "image/jpeg"),
  MP4("mp4", "video/mp4");

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

  public String mediaType() {
    return mediaType;
  }

  /** The type with this media type. */
  public static Optional<ResultType> of(String mediaType) {
    return Arrays.stream(values()).filter(type -> type.mediaType.equals(mediaType)).findFirst();
  }
}
