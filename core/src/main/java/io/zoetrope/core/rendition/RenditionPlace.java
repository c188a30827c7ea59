package io.zoetrope.core.rendition;

import io.zoetrope.core.camera.Camera;

/**
 * Which rendition of which camera.
 *
 * @param made how its video is encoded
 */
record RenditionPlace(Camera camera, RenditionKey key, Made made) {

  /** How a rendition's video is encoded. */
  enum Made {
    /** As the camera's; whoever wants something else moves to another rendition. */
    AS_SENT,

    /** Video is decoded for it. */
    JPEG,

    /** Whatever is not H.264 is encoded for it. */
    H264
  }

  /** Whether it transcodes whatever the camera sends, as far as that can be said beforehand. */
  boolean alwaysTranscodes() {
    return key.needsTranscoder() || made == Made.H264;
  }

  static RenditionPlace jpeg(Camera camera, RenditionKey key) {
    return new RenditionPlace(camera, key, Made.JPEG);
  }

  /** For H.264 there is one, in the camera's size. */
  static RenditionPlace h264(Camera camera) {
    return new RenditionPlace(camera, RenditionKey.ORIGINAL, Made.H264);
  }
}
