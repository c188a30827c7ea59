package io.zoetrope.web.http;

/** What may wait, so never on an event loop; what it returns is for the event loop. */
@FunctionalInterface
public interface BlockingCall<T> {
  T run() throws Exception;
}
