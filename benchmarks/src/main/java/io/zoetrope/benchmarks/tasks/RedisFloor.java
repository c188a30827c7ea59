package io.zoetrope.benchmarks.tasks;

import io.lettuce.core.RedisClient;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.XGroupCreateArgs;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/**
 * The least that a task can cost on Redis: as many round trips as Zoetrope's queue makes, each a
 * script that writes what Zoetrope writes and decides nothing.
 */
record RedisFloor(String uri) implements TaskSystem.Kind {
  static final String NAME = "floor: bare round trips";

  private static final String QUEUE = "floor:queue";
  private static final String GROUP = "workers";
  private static final String SUBMIT =
      """
      local task = 'floor:task:' .. ARGV[1]
      redis.call('HSET', task, 'kind', 'snapshot', 'payload', ARGV[2], 'state', 'queued', 'priority', 'normal',
        'attempts', '3', 'submitted', ARGV[3], 'notBefore', ARGV[3], 'keep', '604800000')
      redis.call('ZADD', 'floor:queued', 0, ARGV[1])
      redis.call('HSET', task, 'entry', redis.call('XADD', 'floor:queue', '*', 'task', ARGV[1]))
      redis.call('XADD', 'floor:news', 'MAXLEN', '~', 10000, '*', 'json', ARGV[4])
      return 1
      """;
  private static final String TAKE =
      """
      local read = redis.call('XREADGROUP', 'GROUP', 'workers', 'bench', 'COUNT', ARGV[1], 'STREAMS', 'floor:queue', '>')
      if not read then return {redis.call('XINFO', 'GROUPS', 'floor:queue')[1][8]} end
      local taken = {''}
      for i, entry in ipairs(read[1][2]) do
        local id = entry[2][2]
        local task = 'floor:task:' .. id
        redis.call('ZREM', 'floor:queued', id)
        redis.call('ZADD', 'floor:running', 0, id)
        redis.call('HSET', task, 'state', 'running', 'attempt', '1', 'started', ARGV[2], 'worker', 'bench', 'lease', '30000')
        redis.call('XADD', 'floor:news', 'MAXLEN', '~', 10000, '*', 'json', ARGV[3])
        taken[#taken + 1] = {id, entry[1], redis.call('HGETALL', task)}
      end
      return taken
      """;
  private static final String DONE =
      """
      local id, task = ARGV[1], 'floor:task:' .. ARGV[1]
      redis.call('ZREM', 'floor:running', id)
      redis.call('XACK', 'floor:queue', 'workers', ARGV[2])
      redis.call('XDEL', 'floor:queue', ARGV[2])
      redis.call('HSET', task, 'state', 'done', 'ended', ARGV[3], 'entry', '', 'token', ARGV[2], 'percent', '100',
        'result', ARGV[4])
      redis.call('ZADD', 'floor:done', 0, id)
      redis.call('ZADD', 'floor:ended', ARGV[3], id)
      redis.call('PEXPIRE', task, 604800000)
      redis.call('XADD', 'floor:news', 'MAXLEN', '~', 10000, '*', 'json', ARGV[5])
      return 1
      """;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public TaskSystem open(int workers, IntConsumer started) {
    RedisClient client = RedisClient.create(uri);
    RedisCommands<String, String> redis = client.connect().sync();
    redis.xgroupCreate(StreamOffset.from(QUEUE, "0"), GROUP, XGroupCreateArgs.Builder.mkstream());
    Slots slots = new Slots(client, workers, started);
    Thread taker = Thread.ofVirtual().name("floor").start(slots);
    return new OpenFloor(client, redis, redis.scriptLoad(SUBMIT), slots, taker);
  }

  private record OpenFloor(
      RedisClient client,
      RedisCommands<String, String> redis,
      String submit,
      Slots slots,
      Thread taker)
      implements TaskSystem {

    @Override
    public void submit(int number) {
      String id = "01KAXXXXXXXXXXXX%010d".formatted(number);
      redis.evalsha(
          submit,
          ScriptOutputType.INTEGER,
          new String[0],
          id,
          Payloads.task(number).toString(),
          now(),
          events(id, "queued"));
    }

    @Override
    public long left() {
      return redis.zcard("floor:queued") + redis.zcard("floor:running");
    }

    @Override
    public void close() {
      slots.close(taker);
      client.shutdown(0, 2, TimeUnit.SECONDS);
    }
  }

  /** One thread takes as many as there is room for, and one for each does them. */
  private static final class Slots implements Runnable {
    private final StatefulRedisConnection<String, String> waiting;
    private final RedisCommands<String, String> redis;
    private final String take;
    private final String done;
    private final Semaphore free;
    private final IntConsumer started;
    private volatile boolean closed;

    Slots(RedisClient client, int workers, IntConsumer started) {
      this.waiting = client.connect();
      waiting.setTimeout(Duration.ZERO);
      this.redis = client.connect().sync();
      this.take = redis.scriptLoad(TAKE);
      this.done = redis.scriptLoad(DONE);
      this.free = new Semaphore(workers);
      this.started = started;
    }

    @Override
    public void run() {
      try (ExecutorService slots = Executors.newVirtualThreadPerTaskExecutor()) {
        while (!closed) {
          free.acquire();
          int room = 1 + free.drainPermits();
          List<Object> taken =
              redis.evalsha(
                  take,
                  ScriptOutputType.MULTI,
                  new String[0],
                  Integer.toString(room),
                  now(),
                  events("01KAXXXXXXXXXXXX0000000000", "running"));
          free.release(room - (taken.size() - 1));
          for (Object one : taken.subList(1, taken.size())) {
            List<?> task = (List<?>) one;
            slots.execute(() -> work((String) task.get(0), (String) task.get(1)));
          }
          if (taken.size() == 1) {
            await((String) taken.getFirst());
          }
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @SuppressWarnings("unchecked") // An array of streams, of which there is one.
    private void await(String last) {
      var _ = waiting.sync().xread(XReadArgs.Builder.block(100), StreamOffset.from(QUEUE, last));
    }

    void close(Thread taker) {
      closed = true;
      try {
        taker.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void work(String id, String entry) {
      started.accept(Integer.parseInt(id.substring(16)));
      redis.evalsha(
          done,
          ScriptOutputType.INTEGER,
          new String[0],
          id,
          entry,
          now(),
          Payloads.result("door").toString(),
          events(id, "done"));
      free.release();
    }
  }

  private static String now() {
    return Long.toString(System.currentTimeMillis());
  }

  private static String events(String id, String state) {
    return ("{\"type\":\"task\",\"at\":\"2026-11-21T12:00:00.000Z\",\"id\":\"%s\",\"kind\":\"snapshot\","
            + "\"state\":\"%s\",\"attempt\":1,\"percent\":0,\"note\":\"\"}")
        .formatted(id, state);
  }
}
