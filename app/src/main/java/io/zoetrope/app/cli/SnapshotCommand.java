package io.zoetrope.app.cli;

import io.netty.buffer.ByteBufUtil;
import io.zoetrope.core.media.Frame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "snapshot",
    header = "Take one picture.",
    footer = {"", "Example:", "  zoetrope snapshot v4l2:/dev/video0 -o now.jpg"})
final class SnapshotCommand implements Callable<Integer> {
  @Mixin private CameraArguments camera;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "FILE",
      description = "Where to put the JPEG; - for standard output.")
  private String file;

  @Override
  public Integer call() throws Exception {
    byte[] jpeg;
    try (OneSource source = camera.prepareJpegs()) {
      source.open();
      Frame frame = source.read();
      try {
        jpeg = ByteBufUtil.getBytes(frame.data());
      } finally {
        frame.release();
      }
    } catch (IOException e) {
      throw camera.failure(e);
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
      // Written next to it and moved, so that nobody ever reads half a picture.
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
