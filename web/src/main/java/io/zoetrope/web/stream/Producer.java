package io.zoetrope.web.stream;

/** Makes the body of one answer. Called once, on a thread of its own, where it may wait. */
@FunctionalInterface
public interface Producer {

  /**
   * Writes the body, and returns when it is whole.
   *
   * <p>Writing waits while the client is slow, and throws a {@link ClientGoneException} when it has
   * left; a producer that waits for something else then is interrupted after a moment. So whatever
   * is held should be closed by {@code try} with resources.
   *
   * @throws Exception when the body cannot be made: before the first bytes have left it becomes an
   *     answer that says so, later the connection is cut, so that no client takes a part for all
   */
  void produce(ResponseBody out) throws Exception;
}
