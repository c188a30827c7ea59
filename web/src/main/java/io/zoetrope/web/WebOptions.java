package io.zoetrope.web;

/**
 * Where and how to listen.
 *
 * @param port 0 for any free one
 * @param eventLoops how many threads send pictures
 * @param patience how long to wait for those who connect
 */
public record WebOptions(String host, int port, int eventLoops, Patience patience) {

  /** One event loop a core: each can fill a fast network by itself. */
  public static WebOptions at(String host, int port) {
    return new WebOptions(
        host, port, Runtime.getRuntime().availableProcessors(), Patience.STANDARD);
  }
}
