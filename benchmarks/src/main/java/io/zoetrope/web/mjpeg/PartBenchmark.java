package io.zoetrope.web.mjpeg;

import io.netty.util.ReferenceCountUtil;
import io.zoetrope.benchmarks.inner.InnerPictures;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.FrameBuilder;
import io.zoetrope.core.media.Jpeg;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** What one viewer is given of a frame, and its giving back; not what the channel makes of it. */
@State(Scope.Thread)
public class PartBenchmark {
  private final AtomicInteger references = new AtomicInteger();
  private final MultipartFrames inBuffers = new MultipartFrames(FrameFiles.none());
  private final MultipartFrames inFiles = new MultipartFrames(FrameFiles.inSharedMemory());
  private final Frame frame = newFrame();

  /** So many ask that it gets its file, where it can have one. */
  @Setup
  public void askForFile() {
    for (int viewers = 0; viewers < 10; viewers++) {
      give(inFiles);
    }
  }

  /** The frame must count its users. */
  @Benchmark
  public int floorCount() {
    references.incrementAndGet();
    return references.decrementAndGet();
  }

  @Benchmark
  public void buffer(Blackhole blackhole) {
    blackhole.consume(give(inBuffers));
  }

  @Benchmark
  public void file(Blackhole blackhole) {
    blackhole.consume(give(inFiles));
  }

  private Object give(MultipartFrames framing) {
    frame.retain();
    Object part = frame.attachment(framing).part(PartForm.HEADER_AHEAD).toWrite(0);
    ReferenceCountUtil.release(part);
    frame.release();
    return part;
  }

  private static Frame newFrame() {
    byte[] jpeg = InnerPictures.jpeg();
    try (FrameBuilder builder = InnerPictures.frames().begin(jpeg.length)) {
      builder.buffer().writeBytes(jpeg);
      return builder.finish(new Jpeg(InnerPictures.WIDTH, InnerPictures.HEIGHT));
    }
  }
}
