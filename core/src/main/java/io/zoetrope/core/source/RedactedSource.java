package io.zoetrope.core.source;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.secret.Secrets;
import java.io.IOException;

/**
 * A source that others wrote: what it says of a failure goes on without secrets. Any thread, as the
 * source itself.
 */
public record RedactedSource(FrameSource source, Secrets secrets) implements WrappedSource {

  /** Opens a source of frames that others wrote, which has no address. */
  public static FrameSource open(SourceOpener opener) throws IOException, InterruptedException {
    try {
      return new RedactedSource(opener.open(), Secrets.NONE);
    } catch (IOException e) {
      throw failure(e, Secrets.NONE);
    }
  }

  /** What somebody else's code failed with. */
  public static IOException failure(IOException thrown, Secrets secrets) {
    if (thrown.getMessage() == null) {
      return thrown;
    }
    String message = secrets.hideIn(thrown.getMessage());
    return switch (thrown) {
      case LoginRefusedException _ -> new LoginRefusedException(message);
      case SourceEndedException _ -> new SourceEndedException(message);
      case ControlRefusedException _ -> new ControlRefusedException(message);
      default -> new IOException(message, thrown);
    };
  }

  @Override
  public Frame read() throws IOException, InterruptedException {
    try {
      return source.read();
    } catch (IOException e) {
      throw failure(e, secrets);
    }
  }
}
