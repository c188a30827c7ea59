package io.zoetrope.core.publish;

import io.zoetrope.core.source.FrameSource;
import java.io.IOException;

/** Where one camera's pictures are published. Any thread may call it; nothing here waits. */
public interface PublishPoint extends AutoCloseable {

  /**
   * Opens what is published as the camera's source.
   *
   * @throws IOException at once when nobody publishes; its message says how to
   */
  FrameSource open() throws IOException;

  /** Whether nobody publishes, so that there is nothing to open: nothing has failed. */
  boolean waiting();

  /**
   * Whether somebody could begin to publish now; changes nothing.
   *
   * @param key what they know, or empty
   * @throws PublishingRefusedException when they may not, or not now
   */
  void check(String key) throws PublishingRefusedException;

  /**
   * Lets somebody publish.
   *
   * @param key what they know, or empty
   * @return their publication, theirs to close
   * @throws PublishingRefusedException when they may not, or not now
   */
  Publication begin(Publisher publisher, String key) throws PublishingRefusedException;

  /**
   * Runs this whenever there is something to open that was not there before. It runs on whichever
   * thread publishes and must not wait.
   */
  void whenPublished(Runnable action);

  /** Ends the publication and gives back what was kept. */
  @Override
  void close();
}
