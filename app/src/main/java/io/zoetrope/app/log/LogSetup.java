package io.zoetrope.app.log;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.CoreConstants;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.hook.DefaultShutdownHook;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.status.NopStatusListener;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.slf4j.Logger;

/**
 * Where the log goes, and what of the libraries' lines is in it. In Java, because each server would
 * keep the 600 classes that Logback needs to read the same from XML. Logback finds it by its name
 * in {@code META-INF/services}, and uses it once, from the first thread that logs.
 */
public final class LogSetup extends ContextAwareBase implements Configurator {
  private static final Map<String, Level> LEVELS =
      Map.of(
          Logger.ROOT_LOGGER_NAME,
          Level.WARN,
          "io.zoetrope",
          Level.INFO,
          // Each browser that has seen enough of a video breaks its answer off: an error to Vert.x.
          "io.vertx.core.net.impl.VertxConnection",
          Level.OFF,
          // Who connects while the server stops is let go, as all others are.
          "io.netty.bootstrap.ServerBootstrap",
          Level.ERROR,
          // Connections to Redis that are lost are closed anyway, so nothing of them is left.
          "io.lettuce.core.RedisChannelHandler",
          Level.ERROR,
          // The catalog reports what these meet, in sentences.
          "com.zaxxer.hikari",
          Level.OFF,
          "org.flywaydb",
          Level.OFF);

  @Override
  public ExecutionStatus configure(LoggerContext loggers) {
    if (hasFile()) {
      return ExecutionStatus.INVOKE_NEXT_IF_ANY;
    }
    loggers.getStatusManager().add(new NopStatusListener());
    setUp(loggers);
    stopAtExit(loggers);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  static void setUp(LoggerContext loggers) {
    loggers.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(behind(console(loggers), loggers));
    LEVELS.forEach((name, level) -> loggers.getLogger(name).setLevel(level));
  }

  /** Whether there is a configuration file for Logback, which wins. */
  private static boolean hasFile() {
    return System.getProperty("logback.configurationFile") != null
        || LogSetup.class.getResource("/logback-test.xml") != null;
  }

  private static Appender<ILoggingEvent> console(LoggerContext loggers) {
    LogLines lines = new LogLines();
    lines.setContext(loggers);
    lines.start();
    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    encoder.setContext(loggers);
    encoder.setCharset(StandardCharsets.UTF_8);
    encoder.setLayout(lines);
    encoder.start();
    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setContext(loggers);
    console.setName("STDERR");
    console.setTarget("System.err");
    console.setEncoder(encoder);
    console.start();
    return console;
  }

  /** Event loops and cameras log too: a terminal that does not scroll must not block them. */
  private static Appender<ILoggingEvent> behind(
      Appender<ILoggingEvent> slow, LoggerContext loggers) {
    AsyncAppender later = new AsyncAppender();
    later.setContext(loggers);
    later.setName("LATER");
    later.setQueueSize(1024);
    later.setDiscardingThreshold(0);
    later.setNeverBlock(true);
    later.addAppender(slow);
    later.start();
    return later;
  }

  /** Writes the last lines before the JVM ends. */
  private static void stopAtExit(LoggerContext loggers) {
    DefaultShutdownHook hook = new DefaultShutdownHook();
    hook.setContext(loggers);
    Thread thread = new Thread(hook, "log-end");
    loggers.putObject(CoreConstants.SHUTDOWN_HOOK_THREAD, thread);
    Runtime.getRuntime().addShutdownHook(thread);
  }
}
