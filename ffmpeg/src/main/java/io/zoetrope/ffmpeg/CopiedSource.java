package io.zoetrope.ffmpeg;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.media.TrackKinds;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.core.source.SourceEndedException;
import io.zoetrope.ffmpeg.nut.NutFrames;
import io.zoetrope.ffmpeg.pictures.BufferedBytes;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Video and audio that FFmpeg reads somewhere and writes into its pipe as they are. Whether frames
 * can carry them shows only when the input is open, so FFmpeg may have to be started once more:
 * without the audio, or to make JPEGs of the video. What was learned is remembered. One thread
 * reads; any thread may close.
 */
final class CopiedSource implements FrameSource {
  /** How much of an input is delivered as it is. */
  enum Attempt {
    ALL,
    VIDEO,
    NOTHING
  }

  private final Path program;
  private final FrameFactory factory;
  private final Map<String, Attempt> known;
  private final String key;
  private final Optional<ReplayedFeed> feed;

  // Used by the reading thread only.
  private FfmpegInput input;
  private Attempt attempt;
  private @Nullable NutFrames frames;

  private volatile Optional<TrackKinds> kinds = Optional.empty(); // written by the reading thread

  // Written under the lock of this.
  private volatile @Nullable FfmpegProcess process;
  private volatile @Nullable FfmpegSource jpegs;
  private boolean closed;

  /** The map, shared and concurrent, says by the key of an input what was found out before. */
  CopiedSource(Path program, FfmpegInput input, FrameFactory factory, Map<String, Attempt> known)
      throws IOException {
    this.program = program;
    this.input = input;
    this.factory = factory;
    this.known = known;
    this.feed = input.feed().map(ReplayedFeed::new);
    this.key = input.key();
    this.attempt = known.getOrDefault(key, Attempt.ALL);
    start();
  }

  @Override
  public Frame read() throws IOException, InterruptedException {
    while (true) {
      try {
        FfmpegSource reencoded = jpegs;
        if (reencoded != null) {
          return reencoded.read();
        }
        NutFrames open = frames;
        if (open != null) {
          return open.read();
        }
        open();
      } catch (IOException e) {
        handle(e);
      }
    }
  }

  @Override
  public String description() {
    FfmpegSource reencoded = jpegs;
    FfmpegProcess copying = process;
    if (reencoded != null) {
      return reencoded.description();
    }
    return copying == null ? "" : copying.inputDescription();
  }

  @Override
  public Optional<Boolean> passesThrough() {
    FfmpegSource reencoded = jpegs;
    return reencoded == null ? Optional.of(true) : reencoded.passesThrough();
  }

  @Override
  public Optional<TrackKinds> trackKinds() {
    return jpegs == null ? kinds : Optional.of(new TrackKinds(true, false));
  }

  @Override
  public void close() {
    FfmpegProcess copying;
    FfmpegSource reencoded;
    synchronized (this) {
      closed = true;
      copying = process;
      reencoded = jpegs;
    }
    if (copying != null) {
      copying.close();
    }
    if (reencoded != null) {
      reencoded.close();
    }
  }

  private void open() throws IOException, InterruptedException {
    FfmpegProcess copying = process;
    if (copying == null) {
      throw new IOException("the source was closed");
    }
    NutFrames found = NutFrames.open(new BufferedBytes(copying.output()), factory);
    if (found.hasVideo() && !found.kinds().video()) {
      restart(Attempt.NOTHING);
    } else if (!found.carriesAll() && attempt == Attempt.ALL) {
      restart(Attempt.VIDEO); // It would only hold up the video.
    } else {
      feed.ifPresent(ReplayedFeed::settle);
      if (copying.inputHasNoTimes()) {
        found.ignoreTimes();
      }
      frames = found;
      kinds = Optional.of(found.kinds());
    }
  }

  /** What FFmpeg cannot describe, it refuses to write after it has opened its input. */
  private void handle(IOException failure) throws IOException, InterruptedException {
    FfmpegProcess copying = process;
    if (isClosed()) {
      throw new IOException("the source was closed", failure);
    }
    IOException reason = failure;
    if (copying != null && failure instanceof EOFException) {
      reason = copying.explainEnd(input);
    }
    if (frames == null && copying != null && copying.refusedToWrite()) {
      Optional<FfmpegInput> other = input.otherwise();
      if (other.isPresent()) {
        input = other.get();
        restart(attempt);
      } else {
        restart(attempt == Attempt.ALL ? Attempt.VIDEO : Attempt.NOTHING);
      }
      return;
    }
    if (input.live() && !(reason instanceof SourceEndedException)) {
      known.remove(key); // It may be another camera when it is back.
    }
    throw reason;
  }

  private void restart(Attempt next) throws IOException {
    if (feed.isPresent() && !feed.get().isWhole()) {
      throw new IOException("it takes too long to find out what it sends");
    }
    FfmpegProcess copying = process;
    if (copying != null) {
      copying.close();
    }
    attempt = next;
    known.put(key, next);
    start();
  }

  private void start() throws IOException {
    FfmpegInput next = input;
    if (feed.isPresent()) {
      next = input.fedBy(feed.get().fromBeginning());
    }
    FfmpegProcess copying = null;
    FfmpegSource reencoded = null;
    if (attempt == Attempt.NOTHING) {
      feed.ifPresent(ReplayedFeed::settle);
      reencoded = new FfmpegSource(program, next, factory, new ConcurrentHashMap<>());
    } else {
      copying =
          new FfmpegProcess(
              FfmpegCommand.toNut(program, next, attempt == Attempt.ALL), next.feed());
    }
    boolean tooLate;
    synchronized (this) {
      process = copying;
      jpegs = reencoded;
      tooLate = closed;
    }
    if (tooLate) {
      close();
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }
}
