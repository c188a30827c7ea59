package io.zoetrope.app.worker;

import io.zoetrope.app.tasks.ServerRecord;
import java.io.IOException;

/** Knows where the server is at the moment. Any thread may ask; it may wait for a round trip. */
@FunctionalInterface
interface ServerFinder {

  /**
   * Finds it.
   *
   * @throws IOException when no server is known; its message is a sentence for people
   */
  ServerRecord find() throws IOException;
}
