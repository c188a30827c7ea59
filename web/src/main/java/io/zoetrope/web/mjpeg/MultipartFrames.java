package io.zoetrope.web.mjpeg;

import io.zoetrope.core.media.AttachmentKey;
import io.zoetrope.core.media.Frame;

/** The {@link MultipartFrame} of each frame: one for all viewers. Any thread. */
public final class MultipartFrames implements AttachmentKey<MultipartFrame> {
  private final FrameFiles files;
  private final FilePayoff payoff = new FilePayoff(System::nanoTime);

  /** Frames go to many viewers from these files, which stay the caller's to close. */
  public MultipartFrames(FrameFiles files) {
    this.files = files;
  }

  @Override
  public MultipartFrame make(Frame frame) {
    return new MultipartFrame(frame, files, payoff);
  }

  @Override
  public void release(MultipartFrame attachment) {
    attachment.release();
  }
}
