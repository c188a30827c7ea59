package io.zoetrope.benchmarks.inner;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.FrameBuilder;
import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.media.Jpeg;
import io.zoetrope.core.stream.MediaStream;
import io.zoetrope.core.stream.Subscription;
import io.zoetrope.core.stream.Viewer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * One frame to all viewers of one event loop. The frame is empty, and a new one each time because
 * its number must rise; the floor makes one too.
 */
@State(Scope.Thread)
public class PublishBenchmark {
  @Param({"1", "100", "1600"})
  int viewers;

  private final FrameFactory frames = InnerPictures.frames();
  private final Jpeg format = new Jpeg(InnerPictures.WIDTH, InnerPictures.HEIGHT);
  private final Loop loop = new Loop();
  final MediaStream toReady = new MediaStream(() -> {}, Runnable::run);
  final MediaStream toBusy = new MediaStream(() -> {}, Runnable::run);
  private final Subscription anybody = toBusy.join(new InnerViewer(false), loop);
  private final List<Subscription> joined = new ArrayList<>();
  private Viewer[] walked = {};

  @Setup
  public void join() {
    anybody.close();
    walked = new Viewer[viewers];
    for (int i = 0; i < viewers; i++) {
      walked[i] = new InnerViewer(false);
      joined.add(toReady.join(new InnerViewer(true), loop));
      joined.add(toBusy.join(new InnerViewer(false), loop));
    }
  }

  /** Gives back the frames that wait, and the newest of each stream. */
  @TearDown
  public void leave() {
    joined.forEach(Subscription::close);
    loop.runAll();
    toReady.clear();
    toBusy.clear();
  }

  /** No bookkeeping at all. */
  @Benchmark
  public void floorWalk() {
    Frame frame = frame();
    for (Viewer viewer : walked) {
      viewer.show(frame, anybody);
    }
    frame.release();
  }

  /** Each viewer has sent the frame before the next is published. */
  @Benchmark
  public void ready() {
    publish(toReady);
  }

  /** Each viewer is still sending an old frame: the new one takes the place of the one waiting. */
  @Benchmark
  public void busy() {
    publish(toBusy);
  }

  private void publish(MediaStream stream) {
    Frame frame = frame();
    stream.publish(frame);
    frame.release();
    loop.runAll();
  }

  private Frame frame() {
    try (FrameBuilder builder = frames.begin(0)) {
      return builder.finish(format);
    }
  }

  /** An event loop without a thread of its own. */
  private static final class Loop implements Executor {
    private final Queue<Runnable> tasks = new ArrayDeque<>();

    @Override
    public void execute(Runnable task) {
      tasks.add(task);
    }

    void runAll() {
      for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
        task.run();
      }
    }
  }
}
