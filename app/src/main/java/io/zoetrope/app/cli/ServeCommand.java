package io.zoetrope.app.cli;

import io.zoetrope.app.ConfigCheck;
import io.zoetrope.app.Zoetrope;
import io.zoetrope.app.config.CameraConfig;
import io.zoetrope.app.config.Config;
import io.zoetrope.app.config.ConfigFile;
import io.zoetrope.app.config.ConfigReading;
import io.zoetrope.core.source.CameraUri;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
      "the command line overrides them."
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
      "  zoetrope serve --camera 'desk=v4l2:/dev/video0?size=1280x720&fps=30' --camera phone=push:",
    },
    usageHelpWidth = 100,
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ServeCommand implements Callable<Integer> {
  static final Path USUAL_CONFIG = Path.of("zoetrope.yaml");
  private static final CameraConfig DEMO = new CameraConfig("demo", CameraUri.parse("slideshow:"));

  private static final Pattern MORE_THAN_A_HOST =
      Pattern.compile("(?=.*[:/])(?:https?://)?([^:/]+)(?::(\\d{1,5}))?/?");

  private static final String REDIS =
      "Keep tasks and events in this Redis, as in redis://192.0.2.9:6379, so that workers on other machines share the work.";

  private static final String DATABASE =
      "Keep events and results in this database, as in jdbc:postgresql://user:password@192.0.2.9/zoetrope (default: catalog.db in the data folder; none keeps nothing).";

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
          "Listen on this address (default: 127.0.0.1, for this machine only; 0.0.0.0 is for the whole network, which can then watch, and also record, publish and change things).")
  private @Nullable String host;

  @Option(
      names = "--port",
      paramLabel = "N",
      converter = WholeNumber.Port.class,
      description = "Listen on this port (default: 8080; 0 for any free one).")
  private @Nullable Integer port;

  @Option(
      names = "--camera",
      paramLabel = "ID=URI",
      description =
          "Add a camera; ID names it in addresses. Give the option once per camera; /video_feed is the first.")
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

  @Mixin private LogLevelOption logLevel = new LogLevelOption();

  @Override
  public Integer call() throws Exception {
    Config config = config();
    logLevel.orElse(config.logLevel()).apply();
    PrintWriter out = spec.commandLine().getOut();
    Termination termination = Termination.listen();
    Zoetrope zoetrope = start(config);
    termination.closes(zoetrope);
    ReadyMessage.of(config, zoetrope.port()).forEach(out::println);
    out.flush();
    return termination.await();
  }

  private static Zoetrope start(Config config) throws CommandFailedException {
    String address = ReadyMessage.written(config.server().host()) + ":" + config.server().port();
    try {
      return Zoetrope.start(config);
    } catch (UnknownHostException e) {
      throw new CommandFailedException(
          CommandLineRunner.BAD_REQUEST, noAddress(config.server().host()));
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

  private static String noAddress(String host) {
    Matcher more = MORE_THAN_A_HOST.matcher(host);
    if (!more.matches()) {
      return "This machine has no address '%s'.".formatted(host);
    }
    String port = more.group(2) == null ? "" : " --port " + more.group(2);
    return "'%s' is more than a host: write --host %s%s.".formatted(host, more.group(1), port);
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
}
