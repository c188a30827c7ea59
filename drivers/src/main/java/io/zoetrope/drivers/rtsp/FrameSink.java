package io.zoetrope.drivers.rtsp;

import io.zoetrope.core.media.Frame;

/** Takes frames as they become whole. */
@FunctionalInterface
interface FrameSink {
  /** Takes over the frame's reference. */
  void add(Frame frame);
}
