package io.zoetrope.app.cli;

import io.netty.util.NetUtil;
import io.zoetrope.app.ConfigCheck;
import io.zoetrope.app.Zoetrope;
import io.zoetrope.app.config.Config;
import io.zoetrope.app.config.ConfigFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
      "the command line overrides them."
    },
    footer = {
      "",
      "Examples:",
      "  zoetrope serve --camera door=rtsp://user:password@192.0.2.7/stream1",
      "  zoetrope serve --host 0.0.0.0 --port 80 --camera bench=v4l2:/dev/video0",
      "  zoetrope serve --camera 'desk=v4l2:/dev/video0?size=1280x720&fps=30' --camera phone=push:",
    })
final class ServeCommand implements Callable<Integer> {
  static final Path USUAL_CONFIG = Path.of("zoetrope.yaml");

  private static final Pattern MORE_THAN_A_HOST =
      Pattern.compile("(?=.*[:/])(?:https?://)?([^:/]+)(?::(\\d{1,5}))?/?");

  @Spec private CommandSpec spec;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Read settings from this YAML file.")
  private @Nullable Path configFile;

  @Option(
      names = "--camera",
      paramLabel = "ID=URI",
      description =
          "Add a camera; ID names it in addresses. Give the option once per camera; /video_feed is the first.")
  private List<String> cameras = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    Config config = config();
    config.logLevel().apply();
    PrintWriter out = spec.commandLine().getOut();
    Termination termination = Termination.listen();
    Zoetrope zoetrope = start(config);
    termination.closes(zoetrope);
    ReadyMessage.of(config, zoetrope.port()).forEach(out::println);
    out.flush();
    return termination.await();
  }

  private static Zoetrope start(Config config) throws CommandFailedException {
    String address = NetUtil.toSocketAddressString(config.server().host(), config.server().port());
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
    Map<String, String> given = SettingOption.given(spec);
    cameras.forEach(camera -> addCamera(camera, given));
    Optional<Path> file =
        Optional.ofNullable(configFile).or(() -> Optional.of(USUAL_CONFIG).filter(Files::exists));
    ConfigFile.Reading reading = ConfigFile.read(file, System.getenv(), given);
    if (!reading.problems().isEmpty()) {
      // With the settings that are left, drivers may find more.
      ConfigCheck.of(reading).orThrow();
    }
    return reading.config();
  }

  private void addCamera(String text, Map<String, String> given) {
    int equals = text.indexOf('=');
    if (equals <= 0) {
      throw new ParameterException(
          spec.commandLine(),
          "--camera needs a name and a URI, as in --camera door=rtsp://192.0.2.7/stream1");
    }
    given.put("cameras." + text.substring(0, equals), text.substring(equals + 1));
  }
}
