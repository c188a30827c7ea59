package io.zoetrope.ffmpeg.transcode;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.media.Track;
import io.zoetrope.core.media.VideoFormat;
import io.zoetrope.core.transcode.StreamTranscoder;
import io.zoetrope.ffmpeg.FfmpegLimits;
import io.zoetrope.ffmpeg.nut.NutPacket;
import io.zoetrope.ffmpeg.nut.NutReader;
import io.zoetrope.ffmpeg.nut.NutWriter;
import io.zoetrope.ffmpeg.pictures.BufferedBytes;
import io.zoetrope.ffmpeg.program.ChildProcess;
import io.zoetrope.ffmpeg.program.LastLines;
import io.zoetrope.ffmpeg.transcode.FramesInFlight.Origin;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** An FFmpeg that encodes a video in another way. One thread feeds, one reads, any may close. */
final class TranscodedStream implements StreamTranscoder {
  /** Longer than any frame takes on a small machine. */
  static final Duration LONGEST_FRAME = Duration.ofSeconds(10);

  private static final Duration PROGRESS_WATCH = Duration.ofMillis(500);
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);
  private static final int LINES_KEPT = 10;
  private static final int LARGEST_LINE = 200;

  private final EncodedPackets packets;
  private final ChildProcess child;
  private final LastLines log = new LastLines(LINES_KEPT);
  private final FramesInFlight inFlight = new FramesInFlight();
  private final Duration longestFrame;
  private volatile boolean closed;
  private volatile boolean stuck;

  /** Since when FFmpeg has been given a frame that it has not taken; 0 while there is none. */
  private volatile long givenNanos;

  // Used by the thread that feeds.
  private final NutWriter input;
  private final VideoInput video;

  private @Nullable NutReader output; // used by the thread that reads

  /**
   * Starts FFmpeg.
   *
   * @param packets makes frames of what it writes
   */
  TranscodedStream(
      List<String> command, VideoFormat format, EncodedPackets packets, Duration longestFrame)
      throws IOException {
    this.packets = packets;
    this.longestFrame = longestFrame;
    this.video = new VideoInput(format);
    this.child =
        ChildProcess.startFfmpeg(new ProcessBuilder(command), log, FfmpegLimits.MEMORY_BYTES);
    try {
      this.input =
          new NutWriter(
              child.input(),
              VideoSetup.tag(format),
              VideoSetup.bytes(format),
              format.width(),
              format.height());
    } catch (IOException e) {
      IOException why = explain(e);
      close();
      throw why;
    }
    Thread.ofVirtual().name("transcoder-watch-" + child.pid()).start(this::watchProgress);
  }

  /** One that makes H.264 of a video or of JPEGs. */
  static TranscodedStream h264(Path program, Track track, H264Encoder encoder, FrameFactory frames)
      throws IOException {
    VideoFormat video = (VideoFormat) track.format();
    return new TranscodedStream(
        TranscoderCommand.toH264(program, video, encoder),
        video,
        EncodedPackets.h264(frames, track.id()),
        LONGEST_FRAME);
  }

  @Override
  public void feed(Frame frame, boolean wanted) throws IOException {
    if (!video.take(frame, wanted)) {
      return;
    }
    long ticks = inFlight.enter(frame, wanted);
    givenNanos = System.nanoTime() | 1;
    try {
      input.write(ticks, frame.keyFrame(), video.bytes());
    } catch (IOException e) {
      throw explain(e);
    } finally {
      givenNanos = 0;
    }
  }

  /** No frame follows: FFmpeg makes what it can of those that it has, and ends. */
  void endInput() throws IOException {
    child.input().close();
  }

  @Override
  public Frame read() throws IOException {
    try {
      NutReader open = output;
      if (open == null) {
        open = NutReader.open(new BufferedBytes(child.output()));
        output = open;
      }
      while (true) {
        NutPacket packet = open.next();
        Optional<Origin> origin =
            inFlight.leave(
                packet.presentationNanos() * FramesInFlight.TICKS_PER_SECOND / 1_000_000_000);
        if (origin.isPresent()) {
          Optional<Frame> made = packets.frameOf(open, packet, origin.get());
          if (made.isPresent()) {
            return made.get();
          }
        }
      }
    } catch (IOException e) {
      throw explain(e);
    }
  }

  @Override
  public void close() {
    closed = true;
    child.kill();
    child.close();
  }

  /** One that hangs would keep whoever feeds it for ever. */
  private void watchProgress() {
    try {
      while (child.awaitExitCode(PROGRESS_WATCH).isEmpty()) {
        long given = givenNanos;
        if (given != 0 && System.nanoTime() - given > longestFrame.toNanos()) {
          stuck = true;
          child.kill();
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // Nobody does that.
    }
  }

  private IOException explain(IOException cause) {
    if (closed) {
      return new IOException("it was closed", cause);
    }
    if (stuck) {
      return new IOException(
          "FFmpeg has taken no frame for %d seconds".formatted(longestFrame.toSeconds()), cause);
    }
    OptionalInt exitCode = exitCode();
    if (child.outgrewMemory()) {
      return new IOException(FfmpegLimits.outgrown(FfmpegLimits.MEMORY_BYTES), cause);
    }
    if (exitCode.isEmpty()) {
      return cause;
    }
    List<String> lines = log.get();
    return new IOException(
        ChildProcess.signal(exitCode.getAsInt())
            .map(signal -> "FFmpeg " + signal)
            .orElseGet(() ->
                lines.isEmpty()
                    ? "FFmpeg has ended with exit code " + exitCode.getAsInt()
                    : "FFmpeg says: " + shortened(lines.getLast())),
        cause);
  }

  private OptionalInt exitCode() {
    try {
      return child.awaitExitCode(LAST_WORDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return OptionalInt.empty();
    }
  }

  private static String shortened(String line) {
    return line.length() <= LARGEST_LINE ? line : line.substring(0, LARGEST_LINE) + " …";
  }
}
