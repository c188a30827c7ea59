package io.zoetrope.recording;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.core.source.SourceOpener;
import io.zoetrope.mp4.fixture.EncodedTrack;
import io.zoetrope.mp4.fixture.EncodedTrack.Sample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A camera that sends what FFmpeg has encoded, over and over, by the clock. It fails and changes
 * what it sends when it is told to. Any thread may tell it.
 */
final class VideoCamera implements SourceOpener {
  private record Timed(EncodedTrack track, int id, Sample sample) {}

  private final FrameFactory frames;
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger shown = new AtomicInteger();
  private volatile List<EncodedTrack> tracks;
  private volatile boolean broken;
  private volatile boolean open;

  /** Sends the first track as the video. */
  VideoCamera(FrameFactory frames, EncodedTrack... tracks) {
    this.frames = frames;
    this.tracks = List.of(tracks);
  }

  /** Sends this from the next round on. */
  void changesTo(EncodedTrack... next) {
    tracks = List.of(next);
  }

  void breaks() {
    broken = true;
  }

  void isMended() {
    broken = false;
  }

  int timesOpened() {
    return opened.get();
  }

  /** How many frames it has sent. */
  int shown() {
    return shown.get();
  }

  boolean isOpen() {
    return open;
  }

  @Override
  public FrameSource open() throws IOException {
    if (broken) {
      throw new IOException("the cable is out");
    }
    opened.incrementAndGet();
    open = true;
    return new Source();
  }

  private final class Source implements FrameSource {
    private final List<Timed> left = new ArrayList<>();
    private long roundStart = System.nanoTime();
    private long roundLength;

    @Override
    public Frame read() throws IOException {
      if (left.isEmpty()) {
        beginRound();
      }
      Timed next = left.removeFirst();
      long due = roundStart + next.sample().decodeNanos();
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
        if (Thread.interrupted()) {
          throw new IOException("closed");
        }
      }
      if (broken) {
        throw new IOException("the cable is out");
      }
      shown.incrementAndGet();
      return next.track().frame(next.sample(), next.id(), roundStart, frames);
    }

    private void beginRound() {
      roundStart += roundLength;
      List<EncodedTrack> present = tracks;
      roundLength = present.getFirst().samples().size() * 40_000_000L;
      for (int id = 0; id < present.size(); id++) {
        for (Sample sample : present.get(id).samples()) {
          if (sample.presentationNanos() < roundLength) {
            left.add(new Timed(present.get(id), id, sample));
          }
        }
      }
      left.sort(Comparator.comparing(each -> each.sample().decodeNanos()));
    }

    @Override
    public void close() {
      open = false;
    }
  }
}
