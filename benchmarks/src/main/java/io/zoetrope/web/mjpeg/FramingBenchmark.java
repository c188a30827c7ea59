package io.zoetrope.web.mjpeg;

import io.zoetrope.benchmarks.inner.InnerPictures;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.FrameBuilder;
import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.media.Jpeg;
import java.nio.ByteBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A picture with its multipart framing, which is made once per frame for all viewers. */
@State(Scope.Thread)
public class FramingBenchmark {
  private final byte[] jpeg = InnerPictures.jpeg();
  private final ByteBuffer target = ByteBuffer.allocateDirect(jpeg.length);
  private final FrameFactory frames = InnerPictures.frames();
  private final MultipartFrames framing = new MultipartFrames(FrameFiles.none());
  private final Jpeg format = new Jpeg(InnerPictures.WIDTH, InnerPictures.HEIGHT);

  @Benchmark
  public ByteBuffer floorCopy() {
    return target.put(0, jpeg);
  }

  @Benchmark
  public long frame() {
    try (FrameBuilder builder = frames.begin(jpeg.length)) {
      builder.buffer().writeBytes(jpeg);
      Frame frame = builder.finish(format);
      int sizeBytes = frame.attachment(framing).part(PartForm.MEASURED).sizeBytes();
      frame.release();
      return sizeBytes;
    }
  }
}
