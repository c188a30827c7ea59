package io.zoetrope.benchmarks.tasks;

import java.io.Serializable;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.redisson.Redisson;
import org.redisson.api.RExecutorService;
import org.redisson.api.RedissonClient;
import org.redisson.api.WorkerOptions;
import org.redisson.api.options.ExecutorOptions;
import org.redisson.config.Config;

/** A peer: Redisson's executor, which gives the task of a worker that died to another, too. */
record RedissonExecutor(String uri) implements TaskSystem.Kind {
  static final String NAME = "redisson executor";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public TaskSystem open(int workers, IntConsumer started) {
    Config config = new Config();
    config.useSingleServer().setAddress(uri);
    RedissonClient client = Redisson.create(config);
    RExecutorService executor =
        client.getExecutorService(
            ExecutorOptions.name("bench").taskRetryInterval(Duration.ofSeconds(30)));
    Job.started = started;
    executor.registerWorkers(WorkerOptions.defaults().workers(workers));
    return new TaskSystem() {
      @Override
      public void submit(int number) {
        var _ = executor.submit(new Job("door", number));
      }

      @Override
      public long left() {
        return executor.getTaskCount();
      }

      @Override
      public void close() {
        executor.delete();
        client.shutdown();
      }
    };
  }

  /** Made anew by the worker from what the queue held. */
  static final class Job implements Callable<String>, Serializable {
    private static final long serialVersionUID = 1L;
    private static volatile @Nullable IntConsumer started;

    private String camera = "";
    private int number;

    Job() {}

    Job(String camera, int number) {
      this.camera = camera;
      this.number = number;
    }

    @Override
    public String call() {
      IntConsumer told = started;
      if (told != null) {
        told.accept(number);
      }
      return Payloads.result(camera).toString();
    }
  }
}
