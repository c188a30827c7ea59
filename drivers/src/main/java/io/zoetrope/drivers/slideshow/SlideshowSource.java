package io.zoetrope.drivers.slideshow;

import io.zoetrope.core.ingest.BrokenPictureException;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.core.source.Pacer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Reads the folder again each time round. One thread reads; any thread may close. */
final class SlideshowSource implements FrameSource {
  private final Slides slides;
  private final FrameFactory frames;
  private final Pacer pacer;

  // Used by the reading thread only.
  private final Deque<Slides.Slide> round = new ArrayDeque<>();
  private String fault = "";

  SlideshowSource(Slides slides, double picturesPerSecond, FrameFactory frames) {
    this.slides = slides;
    this.frames = frames;
    this.pacer = new Pacer(picturesPerSecond);
  }

  @Override
  public Frame read() throws IOException, InterruptedException {
    pacer.awaitTick();
    Optional<Frame> rest = showNextOfRound();
    if (rest.isPresent()) {
      return rest.get();
    }
    fault = "the folder holds no JPEG pictures any more";
    round.addAll(slides.pictures());
    return showNextOfRound().orElseThrow(() -> new IOException(fault));
  }

  @Override
  public Duration maxSilence() {
    return pacer.patience(FrameSource.super.maxSilence());
  }

  @Override
  public String description() {
    return "slideshow";
  }

  @Override
  public Optional<Boolean> passesThrough() {
    return Optional.of(true);
  }

  @Override
  public void close() {
    pacer.stop();
  }

  /** Empty when the rest of the round is of no use; then {@link #fault} says why. */
  private Optional<Frame> showNextOfRound() {
    while (!round.isEmpty()) {
      Slides.Slide slide = round.remove();
      try {
        return Optional.of(slide.read(frames));
      } catch (IOException e) {
        String reason = e instanceof BrokenPictureException ? e.getMessage() : "it cannot be read";
        fault = "the picture %s is of no use: %s".formatted(slide.name(), reason);
      }
    }
    return Optional.empty();
  }
}
