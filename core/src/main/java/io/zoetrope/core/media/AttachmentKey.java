package io.zoetrope.core.media;

/**
 * What one output keeps with a frame for all its viewers, such as the bytes that surround it on the
 * wire. A key is equal to itself only, so an output keeps its key.
 *
 * @param <T> what is kept; it must be safe to use from any thread
 */
public interface AttachmentKey<T> {

  /**
   * Makes it for a frame, on the thread of whoever asks first. Must be quick: others who ask for an
   * attachment of this frame wait. What it throws reaches the one who asks, and the next who asks
   * has it tried again.
   *
   * @param frame stays the caller's; the attachment needs no reference of its own
   */
  T make(Frame frame);

  /**
   * Gives it back with the frame's last reference, on whichever thread releases that, which may
   * hold a lock: it must be quick and must not call back into the stream.
   */
  void release(T attachment);
}
