package io.zoetrope.drivers.rpicam;

import io.zoetrope.core.secret.Secrets;
import io.zoetrope.core.source.CameraDriver;
import io.zoetrope.core.source.CameraUri;
import io.zoetrope.core.source.DriverContext;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.ffmpeg.FfmpegDriver;
import io.zoetrope.ffmpeg.pictures.PictureStream;
import io.zoetrope.ffmpeg.program.Meanings;
import io.zoetrope.ffmpeg.program.ProgramPath;
import io.zoetrope.ffmpeg.program.ProgramSource;
import io.zoetrope.ffmpeg.program.ProgramSource.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code rpicam:0?size=1280x720&fps=30}: the camera of a Raspberry Pi, through its own program
 * {@code rpicam-vid}, which has the JPEGs made by the hardware where it can.
 */
public final class RpicamDriver implements CameraDriver {
  public static final String SETTING = "rpicam";

  private static final Meanings MEANINGS =
      Meanings.of(
          """
          no cameras available | there is no camera: is its cable in both sockets the right way round? (rpicam-hello --list-cameras shows those that are found)
          selected camera is not available | there is no camera of that number (rpicam-hello --list-cameras shows those that are found)
          in use by another process | the camera is busy: another program has it open
          Device or resource busy | the camera is busy: another program has it open
          failed to acquire camera | the camera is busy: another program has it open
          Permission denied | this user may not open the camera: add it to the group video
          """);

  private static final List<String> PROGRAMS = List.of("rpicam-vid", "libcamera-vid");

  @Override
  public Set<String> schemes() {
    return Set.of("rpicam");
  }

  @Override
  public void check(CameraUri uri, DriverContext context) throws IOException {
    RpicamOptions.of(uri);
    Path _ = program(context);
  }

  @Override
  public FrameSource open(CameraUri uri, DriverContext context) throws IOException {
    Path file = program(context);
    RpicamOptions options = RpicamOptions.of(uri);
    Program program =
        new Program(
            file.getFileName().toString(), options.command(file), MEANINGS::find, Secrets::mask);
    return new ProgramSource(
        program,
        context.time(),
        output ->
            options.undecoded()
                ? FfmpegDriver.openFeed(output, context)
                : new PictureStream(output, context.frames()));
  }

  private static Path program(DriverContext context) throws IOException {
    Optional<String> named = context.setting(SETTING);
    if (named.isPresent() && ProgramPath.find(named.get()).isEmpty()) {
      throw new IOException("rpicam: there is no program at '%s'".formatted(named.get()));
    }
    List<String> names = named.map(List::of).orElse(PROGRAMS);
    return names.stream()
        .map(ProgramPath::find)
        .flatMap(Optional::stream)
        .findFirst()
        .orElseThrow(() ->
            new IOException(
                "there is no program %s: install it (Raspberry Pi OS: apt install rpicam-apps) or name it with the setting rpicam"
                    .formatted(String.join(" or ", names))));
  }
}
