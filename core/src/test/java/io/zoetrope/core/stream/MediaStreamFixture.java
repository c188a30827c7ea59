package io.zoetrope.core.stream;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.TestFrames;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;

/** What the tests of streams share. */
abstract class MediaStreamFixture {
  static final Executor AT_ONCE = Runnable::run;
  final TestFrames frames = new TestFrames();
  final List<Integer> audiences = new ArrayList<>();
  final MediaStream stream = new MediaStream(this::noteAudience, Runnable::run);
  final QueueExecutor loop = new QueueExecutor();

  @AfterEach
  void everyBufferIsGivenBack() {
    loop.runAll();
    stream.clear();
    frames.assertAllReleased();
  }

  void publish(Frame... all) {
    for (Frame frame : all) {
      stream.publish(frame);
      frame.release();
    }
  }

  void noteAudience() {
    audiences.add(stream.viewers());
  }
}
