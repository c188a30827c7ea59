package io.zoetrope.app.worker;

import io.zoetrope.app.work.ServerRecord;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the server was when it last said so: a Redis that was silent for a while has forgotten it,
 * and a server that is there must not cost a task its attempts. Any thread may ask; it may wait for
 * a round trip.
 */
final class LastKnownServer implements ServerFinder {

  /** What the server says at the moment, if it says anything. */
  @FunctionalInterface
  interface Notice {
    Optional<ServerRecord> read() throws IOException;
  }

  private final Notice notice;
  private final String nobody;
  private volatile @Nullable ServerRecord last;

  /**
   * Makes one that knows nothing yet.
   *
   * @param nobody the sentence for when no server has ever said where it is
   */
  LastKnownServer(Notice notice, String nobody) {
    this.notice = notice;
    this.nobody = nobody;
  }

  @Override
  public ServerRecord find() throws IOException {
    ServerRecord before = last;
    try {
      ServerRecord found = notice.read().orElse(before);
      if (found == null) {
        throw new IOException(nobody);
      }
      last = found;
      return found;
    } catch (IOException e) {
      if (before == null) {
        throw e;
      }
      return before;
    }
  }
}
