package io.zoetrope.web.mjpeg;

/** A client that watches. Event loop only. */
interface OpenStream {

  /** How long the frame now on its way has been so; 0 when there is none. */
  long stalledNanos(long nowNanos);

  /** Ends it as its form wants, behind what is on its way. Shows no frame from now on. */
  void end();

  /** Ends it at once. */
  void disconnect();
}
