package io.zoetrope.app.cli;

import io.netty.buffer.ByteBufUtil;
import io.zoetrope.core.driver.CameraUri;
import io.zoetrope.core.frame.Frame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "snapshot",
    header = "Take one picture.",
    synopsisHeading = "%nUsage: ",
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = {"", "Example:", "  zoetrope snapshot v4l2:/dev/video0 -o now.jpg"},
    usageHelpWidth = 100,
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class SnapshotCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  @Parameters(paramLabel = "URI", description = "The camera.")
  private String uri;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "FILE",
      description = "Where to put the JPEG; - for standard output.")
  private String file;

  @Option(
      names = "--ffmpeg",
      paramLabel = "PATH",
      description = "Use this FFmpeg instead of the bundled one.")
  private @Nullable Path ffmpeg;

  @Override
  public Integer call() throws Exception {
    CameraUri camera = CameraUri.parse(uri);
    byte[] jpeg;
    try (OneSource source = OneSource.open(camera, Optional.ofNullable(ffmpeg), PATIENCE)) {
      Frame frame = source.read();
      try {
        jpeg = ByteBufUtil.getBytes(frame.picture());
      } finally {
        frame.release();
      }
    } catch (IOException e) {
      throw new CommandFailedException(CommandLineRunner.FAILED, camera + ": " + e.getMessage());
    }
    write(jpeg);
    return 0;
  }

  private void write(byte[] jpeg) throws CommandFailedException {
    if (file.equals("-")) {
      System.out.writeBytes(jpeg);
      System.out.flush();
      return;
    }
    Path target = Path.of(file);
    try {
      // Written beside and moved, so that nobody ever reads half a picture.
      Path folder = target.toAbsolutePath().getParent();
      Path fresh = Files.createTempFile(folder, ".snapshot", ".jpg");
      Files.write(fresh, jpeg);
      Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new CommandFailedException(
          CommandLineRunner.BAD_REQUEST, "Cannot write " + file + ": " + e.getMessage());
    }
  }
}
