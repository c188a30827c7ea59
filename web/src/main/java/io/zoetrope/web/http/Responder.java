package io.zoetrope.web.http;

/** Answers a request, or throws how it is answered instead. Event loop only. */
@FunctionalInterface
public interface Responder<T> {
  void respond(T to) throws RefusedException;
}
