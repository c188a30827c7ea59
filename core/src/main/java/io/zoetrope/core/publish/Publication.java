package io.zoetrope.core.publish;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.io.InputStream;

/** What one publisher publishes. One thread publishes; any thread may ask and close. */
public interface Publication extends AutoCloseable {

  /** Whether the camera is open, so that pictures are of use. */
  boolean watched();

  /**
   * Publishes a series of JPEGs as they come, in parts or one after the other, until the body ends.
   * A body that is measured and has no parts is one picture. Blocks. Reads as fast as it can; of
   * pictures that the camera cannot take in time only the newest is kept.
   *
   * @param measured whether the body's length was announced
   * @return what was published; a body of one picture is shown for a while after its end
   * @throws PublishingRefusedException when another publisher has taken over
   * @throws IOException when the body is not a series of pictures, or breaks off; its message is a
   *     sentence for people
   */
  Taken publish(InputStream body, boolean measured) throws IOException;

  /**
   * Publishes one JPEG. Does not block.
   *
   * @param jpeg stays the caller's; it is copied
   * @throws PublishingRefusedException when another publisher has taken over
   * @throws IOException when it is not a whole JPEG; its message is a sentence for people
   */
  void publish(ByteBuf jpeg) throws IOException;

  @Override
  void close();

  /**
   * What came of a body.
   *
   * @param pictures that were whole
   * @param dropped of these, because newer ones came before the camera took them
   */
  record Taken(long pictures, long dropped) {}
}
