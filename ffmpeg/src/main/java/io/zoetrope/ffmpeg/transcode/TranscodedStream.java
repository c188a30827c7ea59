package io.zoetrope.ffmpeg.transcode;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.zoetrope.core.codec.NalUnits;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.FrameBuilder;
import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.media.Jpeg;
import io.zoetrope.core.media.Track;
import io.zoetrope.core.media.VideoFormat;
import io.zoetrope.core.transcode.StreamTranscoder;
import io.zoetrope.core.transcode.TranscodeSettings;
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

/** An FFmpeg that makes JPEGs of a video. One thread feeds, one reads, any may close. */
final class TranscodedStream implements StreamTranscoder {
  /** Longer than any frame takes on a small machine. */
  static final Duration LONGEST_FRAME = Duration.ofSeconds(10);

  private static final Duration PROGRESS_WATCH = Duration.ofMillis(500);
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);
  private static final int LINES_KEPT = 10;
  private static final int LARGEST_LINE = 200;

  private final FrameFactory frames;
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
  private final ByteBuf annexB = Unpooled.buffer();

  private @Nullable NutReader output; // used by the thread that reads

  TranscodedStream(
      Path program,
      VideoFormat format,
      TranscodeSettings settings,
      FrameFactory frames,
      Duration longestFrame)
      throws IOException {
    this.frames = frames;
    this.longestFrame = longestFrame;
    this.child =
        ChildProcess.startFfmpeg(
            new ProcessBuilder(TranscoderCommand.of(program, format, settings)),
            log,
            FfmpegLimits.MEMORY_BYTES);
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
    Thread.ofVirtual().name("decoder-watch-" + child.pid()).start(this::watchProgress);
  }

  @Override
  public void feed(Frame frame, boolean wanted) throws IOException {
    annexB.clear();
    boolean whole =
        NalUnits.behindLengths(
            frame.data(), NalUnits.PREFIX_BYTES, unit -> annexB.writeInt(1).writeBytes(unit));
    if (!whole) {
      return; // Half a frame would spoil those after it just as much.
    }
    long ticks = inFlight.enter(frame, wanted);
    givenNanos = System.nanoTime() | 1;
    try {
      input.write(ticks, frame.keyFrame(), annexB);
    } catch (IOException e) {
      throw explain(e);
    } finally {
      givenNanos = 0;
    }
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
          return picture(open, packet, origin.get());
        }
      }
    } catch (IOException e) {
      throw explain(e);
    }
  }

  private Frame picture(NutReader from, NutPacket packet, Origin of) throws IOException {
    try (FrameBuilder builder =
        frames.begin(packet.sizeBytes(), of.capturedAt(), of.capturedNanos(), of.sequence())) {
      from.take(builder.buffer());
      Jpeg format = new Jpeg(packet.stream().width(), packet.stream().height());
      return builder.finish(Track.only(format), true, of.presentationNanos());
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
