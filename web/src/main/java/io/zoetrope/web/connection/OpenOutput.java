package io.zoetrope.web.connection;

/** A client that is sent frames until it leaves or the server stops. Event loop only. */
public interface OpenOutput {

  /** How long the client has taken nothing of what is on its way; 0 when nothing is. */
  long stalledNanos(long nowNanos);

  /** Ends it as its form wants, behind what is on its way. Sends no frame from now on. */
  void end();

  /** Ends it at once. */
  void disconnect();
}
