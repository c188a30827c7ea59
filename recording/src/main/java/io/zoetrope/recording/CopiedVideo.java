package io.zoetrope.recording;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.VideoFormat;
import io.zoetrope.mp4.MovieFile;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts a camera's own frames into a movie, which begins with the first picture after it was asked
 * for; what the decoder needs before that is in the file, but not shown. Used by one thread.
 */
final class CopiedVideo {
  /** Sources whose times are not those of their frames' capture begin a time line of their own. */
  private static final long MOST_ASKEW = Duration.ofSeconds(10).toNanos();

  private final MovieFile movie;
  private final long askedNanos;
  private final long lengthNanos;
  private long shiftNanos;
  private @Nullable VideoFormat format;
  private long firstNanos = Long.MAX_VALUE;
  private boolean videoComplete;
  private int audioTrack = -1;
  private long audioNanos = Long.MIN_VALUE;
  private Optional<String> audio = Optional.empty();
  private Optional<String> leftOut = Optional.empty();
  private Optional<String> change = Optional.empty();
  private long endedNanos;
  private boolean interrupted;
  private int interruptions;

  CopiedVideo(MovieFile movie, long askedNanos, Duration length) {
    this.movie = movie;
    this.askedNanos = askedNanos;
    this.lengthNanos = length.toNanos();
  }

  /** Takes what the camera shows next. The caller keeps its reference. */
  void add(Frame frame) throws IOException {
    if (frame.placeholder()) {
      interruptions += hasBegun() && !videoComplete && !interrupted ? 1 : 0;
      interrupted = true;
      return;
    }
    if (Math.abs(frame.presentationNanos() + shiftNanos - frame.capturedNanos()) > MOST_ASKEW) {
      shiftNanos = frame.capturedNanos() - frame.presentationNanos();
    }
    if (frame.track().isVideo()) {
      interrupted = false;
      addVideo(frame);
    } else if (format != null) {
      addAudio(frame);
    }
  }

  private void addVideo(Frame frame) throws IOException {
    long presentation = frame.presentationNanos() + shiftNanos;
    if (!movie.takes(frame)) {
      change = Optional.of(frame.format().codecName());
      endedNanos = presentation;
      return;
    }
    if (format == null) {
      format = frame.videoFormat();
    }
    if (presentation >= askedNanos) {
      firstNanos = Math.min(firstNanos, presentation);
    }
    if (hasBegun() && frame.decodeNanos() + shiftNanos - firstNanos >= lengthNanos) {
      videoComplete = true;
    } else {
      movie.add(frame, frame.decodeNanos() + shiftNanos, presentation);
    }
  }

  private void addAudio(Frame frame) throws IOException {
    if (!movie.takes(frame)) {
      leftOut = Optional.of(frame.format().codecName());
    } else if (audioTrack < 0 || audioTrack == frame.track().id()) {
      audioTrack = frame.track().id();
      audio = Optional.of(frame.format().codecName());
      audioNanos = frame.presentationNanos() + shiftNanos;
      movie.add(frame, frame.decodeNanos() + shiftNanos, audioNanos);
    }
  }

  /** The camera was replaced: its audio may have another number. */
  void changesCamera() {
    audioTrack = -1;
  }

  boolean hasBegun() {
    return firstNanos != Long.MAX_VALUE;
  }

  /** Whether nothing more is to come. */
  boolean isComplete() {
    boolean audioComplete = audio.isEmpty() || audioNanos - firstNanos >= lengthNanos;
    return change.isPresent() || (videoComplete && audioComplete);
  }

  /** How much has been recorded at this time. */
  long elapsedNanos(long nowNanos) {
    return hasBegun() ? nowNanos - firstNanos : 0;
  }

  int interruptions() {
    return interruptions;
  }

  @Nullable VideoFormat format() {
    return format;
  }

  /** How long it is: shorter than asked for if the camera has changed to what cannot follow. */
  long lengthNanos() {
    return change.isPresent() ? Math.clamp(endedNanos - firstNanos, 1, lengthNanos) : lengthNanos;
  }

  /** Why it is shorter than asked for, in a sentence for people. */
  Optional<String> note() {
    return change.map(codec ->
        "The camera changed to %s after %.1f s, where the clip ends."
            .formatted(codec, lengthNanos() / 1e9));
  }

  /** What sound it has, or why it has none. */
  String audio() {
    return audio.orElseGet(
        () -> leftOut.map("none, as %s cannot be played from MP4"::formatted).orElse("none"));
  }

  /** Writes the end of the movie, and returns how many pictures it shows. */
  int finish() throws IOException {
    return movie.finish(firstNanos, firstNanos + lengthNanos());
  }
}
