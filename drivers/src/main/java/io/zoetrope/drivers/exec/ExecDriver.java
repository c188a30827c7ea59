package io.zoetrope.drivers.exec;

import io.zoetrope.core.secret.Secrets;
import io.zoetrope.core.source.BadCameraUriException;
import io.zoetrope.core.source.CameraDriver;
import io.zoetrope.core.source.CameraUri;
import io.zoetrope.core.source.DriverContext;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.ffmpeg.FfmpegDriver;
import io.zoetrope.ffmpeg.FfmpegProgram;
import io.zoetrope.ffmpeg.pictures.BufferedBytes;
import io.zoetrope.ffmpeg.pictures.PictureStream;
import io.zoetrope.ffmpeg.program.ProgramPath;
import io.zoetrope.ffmpeg.program.ProgramSource;
import io.zoetrope.ffmpeg.program.ProgramSource.Program;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code exec:COMMAND…}: a command whose standard output is JPEGs, which are passed on as they are,
 * or anything else that FFmpeg reads. It is run as written, without a shell.
 */
public final class ExecDriver implements CameraDriver {
  private static final int LOOKED_AT_BYTES = 256;
  private static final byte[] START_OF_IMAGE = {(byte) 0xFF, (byte) 0xD8};
  private static final byte[] BOUNDARY = "--".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] HEADER = "Content-".getBytes(StandardCharsets.US_ASCII);

  @Override
  public Set<String> schemes() {
    return Set.of("exec");
  }

  @Override
  public boolean runsCommands() {
    return true;
  }

  @Override
  public void check(CameraUri uri, DriverContext context) throws IOException {
    checkProgram(words(uri).getFirst());
    FfmpegProgram.check(context);
  }

  private static void checkProgram(String name) throws IOException {
    if (ProgramPath.find(name).isEmpty()) {
      throw new IOException(
          Files.isRegularFile(Path.of(name))
              ? "exec: '%1$s' is no program: this user may not execute it (chmod +x %1$s)"
                  .formatted(name)
              : "exec: there is no program '%s'%s"
                  .formatted(name, name.contains("/") ? "" : " on the PATH"));
    }
  }

  @Override
  public FrameSource open(CameraUri uri, DriverContext context) throws IOException {
    List<String> words = words(uri);
    checkProgram(words.getFirst());
    Program program =
        new Program(
            Path.of(words.getFirst()).getFileName().toString(),
            words,
            _ -> Optional.empty(),
            Secrets.ofCommand(words)::hideIn);
    return new ProgramSource(program, context.time(), output -> pictures(output, context));
  }

  private static FrameSource pictures(InputStream output, DriverContext context)
      throws IOException, InterruptedException {
    BufferedBytes bytes = new BufferedBytes(output);
    return isJpegs(bytes)
        ? new PictureStream(bytes, context.frames())
        : FfmpegDriver.openFeed(bytes.stream(), context);
  }

  /** Multipart, or one JPEG after the other. Blocks until it shows; takes nothing. */
  private static boolean isJpegs(BufferedBytes in) throws IOException {
    int at = 0;
    while (isLineEnd(in.peek(at)) && at < LOOKED_AT_BYTES) {
      at++;
    }
    if (in.peek(at) < 0) {
      throw new EOFException("it has written nothing");
    }
    return stands(in, at, START_OF_IMAGE) || stands(in, at, BOUNDARY) || stands(in, at, HEADER);
  }

  private static boolean isLineEnd(int octet) {
    return octet == '\r' || octet == '\n';
  }

  /** Whether the word is there; waits for no more bytes than it takes to see that it is not. */
  private static boolean stands(BufferedBytes in, int at, byte[] word) throws IOException {
    for (int i = 0; i < word.length; i++) {
      if (in.peek(at + i) != (word[i] & 0xFF)) {
        return false;
      }
    }
    return true;
  }

  /** The whole text counts: what looks like options is the command's. */
  private static List<String> words(CameraUri uri) {
    List<String> words;
    try {
      words = CommandWords.split(uri.text().substring(uri.scheme().length() + 1));
    } catch (IllegalArgumentException e) {
      throw new BadCameraUriException("exec: %s in the command".formatted(e.getMessage()));
    }
    if (words.stream().anyMatch(word -> word.indexOf(0) >= 0)) {
      throw new BadCameraUriException("exec: the character U+0000 is in the command");
    }
    if (words.isEmpty() || words.getFirst().isEmpty()) {
      throw new BadCameraUriException(
          "exec: names no command; write it as in exec:ffmpeg -i /dev/video9 -f mpjpeg -");
    }
    return words;
  }
}
