package io.zoetrope.app.cli;

import io.zoetrope.app.ConfigCheck;
import io.zoetrope.app.Zoetrope;
import io.zoetrope.app.config.CameraConfig;
import io.zoetrope.app.config.Config;
import io.zoetrope.app.config.ConfigFile;
import io.zoetrope.app.config.ConfigReading;
import io.zoetrope.app.config.RedisConfig;
import io.zoetrope.app.work.ServerUrl;
import io.zoetrope.core.driver.CameraUri;
import io.zoetrope.core.driver.Secrets;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "serve",
    header = "Serve cameras to browsers.",
    description = {
      "Without any camera, a demo is shown. A camera is open only while somebody watches.",
      "Settings come from --config, or from zoetrope.yaml in this folder if there is one;",
      "the command line goes before them."
    },
    synopsisHeading = "%nUsage: ",
    descriptionHeading = "%n",
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Examples:",
      "  zoetrope serve --camera door=rtsp://user:password@192.0.2.7/stream1",
      "  zoetrope serve --host 0.0.0.0 --port 80 --camera bench=v4l2:/dev/video0",
    },
    usageHelpWidth = 100,
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ServeCommand implements Callable<Integer> {
  static final Path USUAL_CONFIG = Path.of("zoetrope.yaml");
  private static final CameraConfig DEMO = new CameraConfig("demo", CameraUri.parse("slideshow:"));

  private static final String REDIS =
      "Keep tasks and news in this Redis, as in redis://192.0.2.9:6379, so that workers on other machines share the work.";

  private static final String DATABASE =
      "Keep events and results in this database, as in jdbc:postgresql://user:password@192.0.2.9/zoetrope (usually catalog.db in the data folder; none keeps nothing).";

  @Spec private CommandSpec spec;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Read settings from this YAML file.")
  private @Nullable Path configFile;

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description =
          "Listen on this address (usually 127.0.0.1; 0.0.0.0 lets the whole network watch).")
  private @Nullable String host;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Listen on this port (usually 8080; 0 for any free one).")
  private @Nullable Integer port;

  @Option(
      names = "--camera",
      paramLabel = "ID=URI",
      description =
          "Add a camera. May be given several times; the first is the one of /video_feed.")
  private List<String> cameras = new ArrayList<>();

  @Option(
      names = "--ffmpeg",
      paramLabel = "PATH",
      description = "Use this FFmpeg instead of the bundled one.")
  private @Nullable Path ffmpeg;

  @Option(names = "--plugins", paramLabel = "DIR", description = CameraArguments.PLUGINS)
  private @Nullable Path plugins;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Keep tasks and the files they make in this folder (default: $STATE_DIRECTORY, as systemd sets it, or zoetrope-data).")
  private @Nullable Path data;

  @Option(names = "--redis", paramLabel = "URI", description = REDIS)
  private @Nullable String redis;

  @Option(names = "--database", paramLabel = "URI", description = DATABASE)
  private @Nullable String database;

  @Override
  public Integer call() throws Exception {
    Config config = config();
    PrintWriter out = spec.commandLine().getOut();
    Termination termination = Termination.listen();
    Zoetrope zoetrope = start(config);
    termination.closes(zoetrope);
    greet(out, config, zoetrope.port());
    return termination.await();
  }

  private static Zoetrope start(Config config) throws CommandFailedException {
    String address = config.server().host() + ":" + config.server().port();
    try {
      return Zoetrope.start(config);
    } catch (UnknownHostException e) {
      throw new CommandFailedException(
          CommandLineRunner.BAD_REQUEST,
          "This machine has no address '%s'.".formatted(config.server().host()));
    } catch (IOException e) {
      String reason = String.valueOf(e.getMessage());
      throw new CommandFailedException(
          CommandLineRunner.BAD_REQUEST,
          reason.contains("in use")
              ? "Port %s is in use: stop the other program, or choose another port with --port."
                  .formatted(address)
              : reason.contains("ermission")
                  ? "This user may not listen on %s: choose a port above 1023 with --port."
                      .formatted(address)
                  : "Cannot listen on %s: %s".formatted(address, reason));
    }
  }

  private Config config() {
    ConfigReading reading = fileConfig();
    Config config = withOptions(reading.config());
    if (!reading.problems().isEmpty()) {
      // With those that are left, drivers may find more.
      ConfigCheck.of(reading.with(config)).orThrow();
    }
    return config;
  }

  private Config withOptions(Config given) {
    Config config = given;
    if (host != null) {
      config = config.withServer(config.server().withHost(host));
    }
    if (port != null) {
      if (port < 0 || port > 65_535) {
        throw new ParameterException(
            spec.commandLine(), "--port should be a number from 0 to 65535, not " + port);
      }
      config = config.withServer(config.server().withPort(port));
    }
    if (ffmpeg != null) {
      config = config.withFfmpeg(ffmpeg);
    }
    if (plugins != null) {
      config = config.withPlugins(plugins);
    }
    if (data != null) {
      config = config.withWork(config.work().withData(data));
    }
    if (redis != null) {
      config = config.withWork(config.work().withRedis(redis));
    }
    if (database != null) {
      config = config.withCatalog(config.catalog().withDatabase(database));
    }
    config = config.withCameras(cameras.stream().map(this::camera).toList());
    return orDemo(config);
  }

  /** Without any camera, a demo is shown. */
  static Config orDemo(Config config) {
    return config.cameras().isEmpty() ? config.withCameras(List.of(DEMO)) : config;
  }

  private ConfigReading fileConfig() {
    ConfigFile reader = new ConfigFile(System.getenv());
    if (configFile != null) {
      return reader.read(configFile);
    }
    return Files.exists(USUAL_CONFIG)
        ? reader.read(USUAL_CONFIG)
        : new ConfigReading(Config.STANDARD, Set.of(), List.of());
  }

  private CameraConfig camera(String text) {
    int equals = text.indexOf('=');
    if (equals <= 0) {
      throw new ParameterException(
          spec.commandLine(),
          "--camera needs a name and a URI, as in --camera door=rtsp://192.0.2.7/stream1");
    }
    return new CameraConfig(text.substring(0, equals), CameraUri.parse(text.substring(equals + 1)));
  }

  private static void greet(PrintWriter out, Config config, int port) {
    String host = config.server().host();
    boolean everywhere = host.equals("0.0.0.0") || host.equals("::");
    String shown = everywhere ? "127.0.0.1" : host.contains(":") ? "[" + host + "]" : host;
    out.printf("Zoetrope is ready: http://%s:%d/%n", shown, port);
    for (CameraConfig camera : config.cameras()) {
      out.printf("  %-12s %s%n", camera.id(), camera.source().masked());
    }
    config.work().redis().ifPresent(redis -> greetWorkers(out, config, redis, port));
    if (!isLoopback(host)) {
      out.printf("It listens on %s: whoever reaches this machine can watch.%n", host);
    }
    out.flush();
  }

  private static void greetWorkers(PrintWriter out, Config config, RedisConfig redis, int port) {
    URI url = ServerUrl.of(config.server(), port);
    out.printf(
        "Tasks are in %s; workers find this server at %s%n",
        redis.masked(), Secrets.maskAddress(url.toString()));
    if (isLoopback(String.valueOf(url.getHost()))) {
      out.println(
          "Only this machine can reach that: for workers on others, listen with --host 0.0.0.0, or set server.url.");
    }
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
