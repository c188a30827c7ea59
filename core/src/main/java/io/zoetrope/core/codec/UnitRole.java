package io.zoetrope.core.codec;

/** What a NAL unit is for. */
public enum UnitRole {
  VIDEO_SET,
  SEQUENCE_SET,
  PICTURE_SET,
  /** A part of a picture with which decoding can begin. */
  KEY_SLICE,
  /** A part of another picture. */
  SLICE,
  /** Says something about the picture: supplemental enhancement information. */
  INFORMATION,
  /** What frames are without: delimiters, filler data, and parameter sets of extensions. */
  LEFT_OUT,
  OTHER
}
