package io.zoetrope.benchmarks.tasks;

import io.zoetrope.benchmarks.load.Delays;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * For one thread. Measures several kinds of queues in turn, several times, so that whatever else
 * goes on in the machine meets all of them.
 *
 * @param tasks how many are submitted as fast as can be
 * @param perSecond the pace of those whose delay is measured
 * @param seconds how long these are submitted
 * @param progress is told what goes on
 */
public record TaskRounds(
    int tasks,
    int perSecond,
    int seconds,
    int rounds,
    List<Integer> workers,
    Consumer<String> progress) {
  public static final String FLOOR = RedisFloor.NAME;
  public static final String PEER = RedissonExecutor.NAME;
  public static final String ON_REDIS = ZoetropeTasks.ON_REDIS;

  private record Entry(TaskSystem.Kind kind, int workers, List<Rate> rates, List<Delays> delays) {}

  /**
   * Measures the queues of this Redis, a file in a folder of this one, and what each could cost at
   * least.
   */
  public List<TaskRow> run(RedisProcess redis, Path target) throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (TaskSystem.Kind kind :
        List.of(
            new RedisFloor(redis.uri()),
            ZoetropeTasks.onRedis(redis.uri()),
            new RedissonExecutor(redis.uri()),
            ZoetropeTasks.inFile(target))) {
      for (int each : workers) {
        entries.add(new Entry(kind, each, new ArrayList<>(), new ArrayList<>()));
      }
    }
    progress.accept("a round that is not counted, while the virtual machine warms up");
    for (Entry entry : entries) {
      rate(entry, redis);
      delays(entry, redis);
    }
    for (int round = 1; round <= rounds; round++) {
      progress.accept("round %d of %d".formatted(round, rounds));
      for (Entry entry : entries) {
        entry.rates.add(rate(entry, redis));
        entry.delays.add(delays(entry, redis));
      }
    }
    return entries.stream()
        .map(entry -> new TaskRow(entry.kind.name(), entry.workers, entry.rates, entry.delays))
        .toList();
  }

  private Rate rate(Entry entry, RedisProcess redis) throws IOException {
    redis.empty();
    return TaskLoad.rate(entry.kind, entry.workers, tasks, redis::cpuSeconds);
  }

  private Delays delays(Entry entry, RedisProcess redis) throws IOException {
    redis.empty();
    return TaskLoad.delays(entry.kind, entry.workers, perSecond * seconds, perSecond);
  }
}
