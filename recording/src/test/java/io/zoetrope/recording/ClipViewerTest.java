package io.zoetrope.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.FrameBuilder;
import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.media.Jpeg;
import io.zoetrope.core.media.Opus;
import io.zoetrope.core.media.Track;
import io.zoetrope.core.stream.MediaStream;
import io.zoetrope.core.stream.Subscription;
import io.zoetrope.core.time.SystemTimekeeper;
import io.zoetrope.recording.video.PictureQueue;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a clip makes of the frames that it is shown. */
class ClipViewerTest {
  private static final Jpeg VGA = new Jpeg(640, 480);

  @Test
  void soundBeforeTheFirstPictureIsNotPartOfTheClip() throws InterruptedException {
    try (SystemTimekeeper time = new SystemTimekeeper();
        PictureQueue queue = new PictureQueue()) {
      FrameFactory frames = new FrameFactory(new UnpooledByteBufAllocator(true), time);
      MediaStream stream = new MediaStream(() -> {}, Runnable::run);
      ClipViewer viewer = new ClipViewer(queue, time.nanoTime(), Duration.ofMinutes(1));
      try (Subscription _ = stream.join(viewer, Runnable::run)) {
        publish(stream, frames, new Track(1, new Opus(2)));
        publish(stream, frames, Track.only(VGA));

        assertThat(viewer.awaitFirst(Duration.ZERO)).contains(VGA);
        assertThat(stream.viewers()).as("it was not let go").isEqualTo(1);
      }
      stream.clear();
    }
  }

  private static void publish(MediaStream stream, FrameFactory frames, Track track) {
    try (FrameBuilder builder = frames.begin(0)) {
      Frame frame = builder.finish(track, true, 0);
      stream.publish(frame);
      frame.release();
    }
  }
}
