package io.zoetrope.benchmarks.load;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** For one thread. A viewer that wants one frame only. */
public final class FirstFrame extends FrameReader {
  private boolean whole;

  private FirstFrame() {}

  /** Connects, and returns when the first frame has arrived whole. */
  public static void await(URI stream) throws IOException {
    LoadTarget target = LoadTarget.of(stream);
    FirstFrame frame = new FirstFrame();
    ByteBuffer bytes = ByteBuffer.allocate(64 * 1024);
    try (SocketChannel channel = SocketChannel.open(target.address())) {
      channel.write(target.request());
      while (!frame.whole) {
        if (channel.read(bytes.clear()) < 0) {
          throw LoadException.closed();
        }
        frame.feed(bytes.flip());
      }
    }
  }

  @Override
  void partStarted(long capturedMicros, long sequence) {}

  @Override
  void partBytes(ByteBuffer in, int count) {}

  @Override
  void partEnded() {
    whole = true;
  }
}
