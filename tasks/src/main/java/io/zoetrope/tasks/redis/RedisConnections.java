package io.zoetrope.tasks.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.zoetrope.base.Backoff;
import io.zoetrope.tasks.QueueUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one process to one Redis: one that all calls share, whose commands go out one
 * behind the other without waiting for answers, and more for whoever waits for events. Any thread
 * may call it; calls block, and are not interrupted, as they end within the patience.
 *
 * <p>Lettuce's own reconnecting is off. It would send again what was under way, whether or not that
 * does harm. Here each call says whether it may be sent twice.
 */
public final class RedisConnections implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Backoff PAUSE = new Backoff(Duration.ofMillis(50), Duration.ofMillis(500));
  private static final String[] NO_KEYS = {};

  private final RedisAddress address;
  private final Duration patience;
  private final RandomGenerator random;
  private final ClientResources resources;
  private final RedisClient client;
  private final SharedConnection shared;

  /**
   * Makes one; it connects with the first call.
   *
   * @param address {@code redis://[user:password@]host[:port][/database]}, or {@code rediss://} for
   *     TLS
   * @throws IllegalArgumentException when it is not such an address; the message is a sentence
   *     without the password
   */
  public RedisConnections(String address) {
    this(address, PATIENCE);
  }

  /**
   * Makes one.
   *
   * @param patience how long a call may take before it fails
   */
  public RedisConnections(String address, Duration patience) {
    this(address, patience, new SplittableRandom());
  }

  RedisConnections(String address, Duration patience, RandomGenerator random) {
    this.random = random;
    this.address = RedisAddress.parse(address);
    this.patience = patience;
    resources =
        DefaultClientResources.builder().ioThreadPoolSize(2).computationThreadPoolSize(2).build();
    client = RedisClient.create(resources);
    client.setOptions(
        ClientOptions.builder()
            .autoReconnect(false)
            .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
            .sslOptions(this.address.tls())
            .socketOptions(SocketOptions.builder().connectTimeout(patience).keepAlive(true).build())
            .build());
    shared =
        new SharedConnection(
            () -> client.connectAsync(StringCodec.UTF8, this.address.uri()),
            patience.multipliedBy(3),
            random);
  }

  /** The server in words, without a password: {@code Redis at 127.0.0.1:6379}. */
  public String server() {
    return "Redis at " + address.shown();
  }

  Duration patience() {
    return patience;
  }

  /** What varies the pauses after failures. */
  RandomGenerator random() {
    return random;
  }

  /**
   * Makes sure that Redis is there and new enough, and logs what of its settings may lose tasks.
   *
   * @throws QueueUnavailableException when it is not
   */
  public void check() {
    RedisFitness.check(this);
  }

  /** Asks Redis, and once more if the connection breaks: for what may be done twice. */
  <T> T call(Function<RedisAsyncCommands<String, String>, RedisFuture<T>> command) {
    return call(command, true);
  }

  /** Asks Redis once: when the connection breaks then, it is not known whether it was done. */
  <T> T callOnce(Function<RedisAsyncCommands<String, String>, RedisFuture<T>> command) {
    return call(command, false);
  }

  /** Runs a script that may be run twice; sends its text if Redis does not know it yet. */
  List<Object> run(RedisScript script, String... arguments) {
    try {
      return this.<List<Object>>call(
          redis -> redis.evalsha(script.sha1(), ScriptOutputType.MULTI, NO_KEYS, arguments));
    } catch (QueueUnavailableException e) {
      if (RedisFailure.find(e, RedisNoScriptException.class) == null) {
        throw e;
      }
      return this.<List<Object>>call(
          redis -> redis.eval(script.text(), ScriptOutputType.MULTI, NO_KEYS, arguments));
    }
  }

  private <T> T call(
      Function<RedisAsyncCommands<String, String>, RedisFuture<T>> command, boolean mayRepeat) {
    long endNanos = System.nanoTime() + patience.toNanos();
    boolean interrupted = false;
    int failures = 0;
    try {
      while (true) {
        StatefulRedisConnection<String, String> connection = null;
        @Nullable RedisFuture<T> answer = null;
        try {
          connection = shared.get(endNanos);
          answer = command.apply(connection.async());
          long answerNanos = System.nanoTime() + patience.toNanos();
          while (true) {
            try {
              return answer.get(answerNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
              interrupted = true;
            }
          }
        } catch (TimeoutException e) {
          // Its other side may be gone without a word: the next call tries another.
          if (connection != null) {
            SharedConnection.closeSoon(connection);
          }
          throw unavailable(e);
        } catch (ExecutionException | RedisException | CancellationException e) {
          // A call waits for a restart, but not for a Redis that has long been away.
          boolean tooLate = System.nanoTime() - endNanos > 0 || shared.isFailingFor(patience);
          if (tooLate || !RedisFailure.passes(e) || (answer != null && !mayRepeat)) {
            throw unavailable(e);
          }
          failures++;
          interrupted |= interruptedIn(PAUSE.delay(failures, random));
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static boolean interruptedIn(Duration pause) {
    try {
      Thread.sleep(pause);
      return false;
    } catch (InterruptedException e) {
      return true;
    }
  }

  String sentence(Throwable e) {
    return RedisFailure.sentence(server(), address.uri().isSsl(), e);
  }

  private QueueUnavailableException unavailable(Throwable e) {
    return new QueueUnavailableException(sentence(e), e);
  }

  /** Waits for an answer on another connection than the shared one. */
  void await(RedisFuture<?> answer, Duration atMost) throws InterruptedException {
    try {
      Object _ = answer.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException | TimeoutException | RedisException | CancellationException e) {
      throw unavailable(e);
    }
  }

  /** A connection of one's own, to wait on. */
  StatefulRedisConnection<String, String> open() throws InterruptedException {
    return opened(client.connectAsync(StringCodec.UTF8, address.uri()));
  }

  /** A connection to hear channels on. */
  StatefulRedisPubSubConnection<String, String> openChannels() throws InterruptedException {
    return opened(client.connectPubSubAsync(StringCodec.UTF8, address.uri()));
  }

  private <T extends StatefulConnection<?, ?>> T opened(CompletionStage<T> connecting)
      throws InterruptedException {
    try {
      return SharedConnection.await(connecting, patience.toNanos());
    } catch (ExecutionException | TimeoutException e) {
      throw unavailable(e);
    }
  }

  @Override
  public void close() {
    shared.close();
    client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    resources.shutdown(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
  }
}
