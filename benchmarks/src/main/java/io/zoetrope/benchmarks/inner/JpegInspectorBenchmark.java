package io.zoetrope.benchmarks.inner;

import io.zoetrope.picture.JpegInspection;
import io.zoetrope.picture.JpegInspector;
import java.nio.ByteBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Whether a picture is whole, which is asked of each frame of a camera. */
@State(Scope.Thread)
public class JpegInspectorBenchmark {
  private final byte[] jpeg = InnerPictures.jpeg();
  private final ByteBuffer picture = ByteBuffer.allocateDirect(jpeg.length).put(0, jpeg);

  /** Each byte of the picture touched once. */
  @Benchmark
  public ByteBuffer floorCopy() {
    return picture.put(0, jpeg);
  }

  @Benchmark
  public JpegInspection inspect() {
    return JpegInspector.inspect(picture);
  }
}
