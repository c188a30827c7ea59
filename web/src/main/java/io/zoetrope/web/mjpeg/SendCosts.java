package io.zoetrope.web.mjpeg;

/**
 * What a byte costs, in nanoseconds: sent from a buffer, sent from a file, and written to a file
 * once for all viewers of the frame. Any thread.
 */
record SendCosts(double buffer, double file, double writing) {

  double cheaper() {
    return Math.min(buffer, file);
  }

  /** These, moved by a share of the way towards others. */
  SendCosts towards(SendCosts others, double share) {
    return new SendCosts(
        between(buffer, others.buffer, share),
        between(file, others.file, share),
        between(writing, others.writing, share));
  }

  private static double between(double from, double to, double share) {
    return from + (to - from) * share;
  }
}
