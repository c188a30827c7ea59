package io.zoetrope.app.browser;

/** The ways in which a browser is shown a camera. */
enum PlaybackMethod {
  WEBCODECS("`/api/live`, WebCodecs"),
  MSE("`/api/live`, MSE"),
  LIVE_JPEG("`/api/live`, JPEG"),
  MP4("`stream.mp4`"),
  MJPEG("`stream.mjpg`");

  private final String title;

  PlaybackMethod(String title) {
    this.title = title;
  }

  /** As in the docs. */
  String title() {
    return title;
  }

  boolean isJpeg() {
    return this == LIVE_JPEG || this == MJPEG;
  }
}
