package io.zoetrope.ffmpeg;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.media.TrackKinds;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.ffmpeg.pictures.BufferedBytes;
import io.zoetrope.ffmpeg.pictures.PictureStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Pictures that FFmpeg reads somewhere and writes into its pipe: JPEGs as they are, others
 * re-encoded. Which it is shows only when the input is open, so FFmpeg may have to be started once
 * more; what was learned is remembered. One thread reads; any thread may close.
 */
final class FfmpegSource implements FrameSource {
  private static final String MJPEG = "mjpeg";

  private final Path program;
  private final FrameFactory frames;
  private final Map<String, Boolean> knownMjpeg;

  private volatile boolean passThrough; // written by the reading thread

  // Used by the reading thread only.
  private FfmpegInput input;
  private boolean inputSeen;
  private boolean delivered;

  private BufferedBytes output;
  private PictureStream pictures;

  // Written under the lock of this.
  private FfmpegProcess process;
  private boolean closed;

  /** The map, shared and concurrent, says by the key of an input whether it was MJPEG before. */
  FfmpegSource(
      Path program, FfmpegInput input, FrameFactory frames, Map<String, Boolean> knownMjpeg)
      throws IOException {
    this.program = program;
    this.input = input;
    this.frames = frames;
    this.knownMjpeg = knownMjpeg;
    this.passThrough = knownMjpeg.getOrDefault(input.key(), input.probablyMjpeg());
    this.process =
        new FfmpegProcess(FfmpegCommand.toMpjpeg(program, input, passThrough), input.feed());
    this.output = new BufferedBytes(process.output());
    this.pictures = new PictureStream(output, frames);
  }

  @Override
  public Frame read() throws IOException, InterruptedException {
    while (true) {
      try {
        // FFmpeg says what its input is before it writes anything.
        if (!inputSeen && output.available() > 0 && guessedWrong()) {
          restart(input, !passThrough);
          continue;
        }
        Frame frame = pictures.read();
        delivered = true;
        return frame;
      } catch (IOException e) {
        IOException failure = explain(e);
        if (delivered || isClosed()) {
          throw failure;
        }
        restartAfter(failure);
      }
    }
  }

  @Override
  public synchronized String description() {
    return process.inputDescription();
  }

  @Override
  public Optional<Boolean> passesThrough() {
    return Optional.of(passThrough);
  }

  @Override
  public Optional<TrackKinds> trackKinds() {
    return Optional.of(new TrackKinds(true, false));
  }

  @Override
  public void close() {
    FfmpegProcess open;
    synchronized (this) {
      closed = true;
      open = process;
    }
    open.close();
  }

  private void restartAfter(IOException failure) throws IOException, InterruptedException {
    // Some versions refuse to pass on what is not MJPEG, and end without a single picture.
    if (guessedWrong()) {
      restart(input, !passThrough);
      return;
    }
    FfmpegInput other = input.otherwise().orElseThrow(() -> failure);
    inputSeen = false;
    restart(other, knownMjpeg.getOrDefault(other.key(), other.probablyMjpeg()));
  }

  private IOException explain(IOException cause) throws InterruptedException {
    if (isClosed()) {
      return new IOException("the source was closed", cause);
    }
    return cause instanceof EOFException ? process.explainEnd(input) : cause;
  }

  private boolean guessedWrong() throws IOException, InterruptedException {
    if (inputSeen) {
      return false;
    }
    Optional<Boolean> mjpeg = process.inputCodec().map(MJPEG::equals);
    mjpeg.ifPresent(known -> knownMjpeg.put(input.key(), known));
    inputSeen = true;
    boolean wrong = mjpeg.isPresent() && mjpeg.get() != passThrough;
    if (wrong && input.feed().isPresent()) {
      if (passThrough) {
        throw new IOException("what it sends is of another kind than before");
      }
      return false; // What was read of it does not come again: the next opening will know.
    }
    return wrong;
  }

  private void restart(FfmpegInput other, boolean passOn) throws IOException {
    process.close();
    FfmpegProcess started =
        new FfmpegProcess(FfmpegCommand.toMpjpeg(program, other, passOn), other.feed());
    input = other;
    passThrough = passOn;
    output = new BufferedBytes(started.output());
    pictures = new PictureStream(output, frames);
    boolean tooLate;
    synchronized (this) {
      process = started;
      tooLate = closed;
    }
    if (tooLate) {
      started.close();
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }
}
