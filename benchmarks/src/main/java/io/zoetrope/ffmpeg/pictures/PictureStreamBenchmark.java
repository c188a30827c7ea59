package io.zoetrope.ffmpeg.pictures;

import io.zoetrope.benchmarks.inner.InnerPictures;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.FrameFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** All that the camera's thread does for a frame of FFmpeg's, but for the pipe itself. */
@State(Scope.Thread)
public class PictureStreamBenchmark {
  private final byte[] jpeg = InnerPictures.jpeg();
  private final ByteBuffer target = ByteBuffer.allocateDirect(jpeg.length);
  private final FrameFactory frames = InnerPictures.frames();
  private final PictureStream reader = new PictureStream(new Pipe(jpeg), frames);

  @Benchmark
  public ByteBuffer floorCopy() {
    return target.put(0, jpeg);
  }

  @Benchmark
  public long read() throws IOException {
    Frame frame = reader.read();
    frame.release();
    return frame.sequence();
  }

  /** The same part for ever, in pieces of what a pipe holds. */
  private static final class Pipe extends InputStream {
    private static final int MOST_BYTES = 64 * 1024;

    private final byte[] part;
    private int position;

    Pipe(byte[] jpeg) {
      String before =
          "--ffmpeg\r\nContent-type: image/jpeg\r\nContent-length: " + jpeg.length + "\r\n\r\n";
      part =
          ByteBuffer.allocate(before.length() + jpeg.length + 2)
              .put(before.getBytes(StandardCharsets.US_ASCII))
              .put(jpeg)
              .put((byte) '\r')
              .put((byte) '\n')
              .array();
    }

    @Override
    public int read() {
      int next = part[position] & 0xFF;
      position = (position + 1) % part.length;
      return next;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      int piece = Math.min(Math.min(length, MOST_BYTES), part.length - position);
      System.arraycopy(part, position, into, offset, piece);
      position = (position + piece) % part.length;
      return piece;
    }
  }
}
