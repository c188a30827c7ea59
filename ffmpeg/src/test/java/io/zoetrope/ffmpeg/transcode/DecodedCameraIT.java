package io.zoetrope.ffmpeg.transcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zoetrope.core.CameraSettings;
import io.zoetrope.core.CameraSystem;
import io.zoetrope.core.camera.Camera;
import io.zoetrope.core.fixture.Pictures;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.rendition.RenditionKey;
import io.zoetrope.core.rendition.ViewerPlace;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.core.source.SourceEndedException;
import io.zoetrope.core.stream.Subscription;
import io.zoetrope.core.stream.Viewer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/** A camera that sends H.264, from its frames to JPEGs, with all that is real in between. */
class DecodedCameraIT {

  /** Sends the first frames at once, and each of the others when it is told to. */
  private static final class Source implements FrameSource {
    private final SampleVideo video;
    private final FrameFactory frames;
    private final BlockingQueue<Integer> next = new LinkedBlockingQueue<>();

    Source(SampleVideo video, FrameFactory frames) {
      this.video = video;
      this.frames = frames;
    }

    @Override
    public Frame read() throws IOException, InterruptedException {
      int index = next.take();
      if (index >= video.count()) {
        throw new SourceEndedException("it is over");
      }
      return video.frame(index, frames);
    }

    @Override
    public void close() {}
  }

  /** What a viewer was shown. */
  private static final class Seen implements Viewer {
    private final List<Long> captured = new CopyOnWriteArrayList<>();
    private final List<byte[]> pictures = new CopyOnWriteArrayList<>();

    @Override
    public void show(Frame frame, Subscription subscription) {
      assertThat(frame.placeholder()).isFalse();
      pictures.add(Pictures.bytesOf(frame.retain()));
      captured.add(frame.capturedNanos());
      subscription.ready();
    }
  }

  @Test
  void everyFrameBecomesAJpegAndANewcomerSeesTheNewestFirst() throws Exception {
    SampleVideo video = new SampleVideo(320, 240, 4, "-c:v libx264 -tune zerolatency -g 100");
    try (CameraSystem system = CameraSystem.open()) {
      List<Source> sources = new ArrayList<>();
      Camera camera =
          system.add(
              CameraSettings.of("door"),
              "the test",
              context ->
                  () -> {
                    Source source = new Source(video, context.frames());
                    sources.add(source);
                    return source;
                  });
      Seen first = new Seen();
      try (ViewerPlace _ =
          system.renditions().join(camera, RenditionKey.ORIGINAL, first, Runnable::run)) {
        await().until(() -> sources.size() == 1);
        Source source = sources.getFirst();
        for (int n = 0; n < 30; n++) {
          source.next.add(n);
          int shown = n + 1;
          await().until(() -> first.captured.size() == shown);
        }
        for (byte[] picture : first.pictures.subList(28, 30)) {
          assertThat(Pictures.decoded(picture).getWidth()).isEqualTo(320);
        }
        assertThat(first.captured).isSorted().doesNotHaveDuplicates();

        Seen second = new Seen();
        RenditionKey half =
            new RenditionKey(OptionalInt.of(160), OptionalDouble.empty(), OptionalInt.empty());
        try (ViewerPlace _ = system.renditions().join(camera, half, second, Runnable::run)) {
          await().until(() -> !second.captured.isEmpty());
          assertThat(second.captured).containsExactly(first.captured.getLast());
          assertThat(Pictures.decoded(second.pictures.getFirst()).getWidth()).isEqualTo(160);
        }
      }
    }
  }
}
