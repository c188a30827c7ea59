package io.zoetrope.ffmpeg.transcode;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.transcode.StreamTranscoder;
import java.io.IOException;

/** Notices that a stream was fed and failed before it has made anything. Used as that stream. */
final class ProvenStream implements StreamTranscoder {

  /** Runs when that is so, on the thread that reads. */
  @FunctionalInterface
  interface WhenFailed {
    void run() throws IOException, InterruptedException;
  }

  private final TranscodedStream stream;
  private final WhenFailed whenFailed;
  private boolean proven;
  private volatile boolean closed;

  ProvenStream(TranscodedStream stream, WhenFailed whenFailed) {
    this.stream = stream;
    this.whenFailed = whenFailed;
  }

  @Override
  public void feed(Frame frame, boolean wanted) throws IOException {
    stream.feed(frame, wanted);
  }

  @Override
  public Frame read() throws IOException, InterruptedException {
    try {
      Frame made = stream.read();
      proven = true;
      return made;
    } catch (IOException e) {
      if (!proven && !closed) {
        whenFailed.run();
      }
      throw e;
    }
  }

  @Override
  public void close() {
    closed = true;
    stream.close();
  }
}
