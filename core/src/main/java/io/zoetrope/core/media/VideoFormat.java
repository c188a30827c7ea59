package io.zoetrope.core.media;

/** How pictures are encoded. */
public sealed interface VideoFormat extends TrackFormat permits Jpeg, H264, H265 {

  /** In pixels, as people see it, that is, turned as EXIF says; 0 if unknown. */
  int width();

  /** In pixels, as people see it, that is, turned as EXIF says; 0 if unknown. */
  int height();
}
