package io.zoetrope.app.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Publishes pictures to a camera and watches them, one after the other, for one thread: so often
 * that the JVM compiles the way of a picture, and records how it went. A camera of 30 pictures a
 * second would need minutes for that.
 */
final class WarmUpPictures {
  private static final Duration AT_MOST = Duration.ofSeconds(10);
  private static final int PATIENCE_MILLIS = 1000;

  private final int port;
  private final String camera;
  private final byte[] part;
  private final int pictureBytes;
  private final byte[] chunk = new byte[64 * 1024];

  WarmUpPictures(int port, String camera, byte[] picture) {
    byte[] before =
        "--frame\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n"
            .formatted(picture.length)
            .getBytes(StandardCharsets.US_ASCII);
    this.port = port;
    this.camera = camera;
    this.pictureBytes = picture.length;
    this.part = new byte[before.length + picture.length + 2];
    System.arraycopy(before, 0, part, 0, before.length);
    System.arraycopy(picture, 0, part, before.length, picture.length);
    part[part.length - 2] = '\r';
    part[part.length - 1] = '\n';
  }

  /** Returns how many of so many were seen; gives up after ten seconds. */
  int show(int pictures) throws IOException {
    long deadline = System.nanoTime() + AT_MOST.toNanos();
    try (Socket viewer = open("GET /cameras/%s/stream.mjpg HTTP/1.1".formatted(camera), "");
        Socket publisher =
            open(
                "POST /cameras/%s/publish HTTP/1.1".formatted(camera),
                "Content-Type: multipart/x-mixed-replace;boundary=frame\r\nContent-Length: %d\r\n"
                    .formatted((long) part.length * pictures))) {
      viewer.setSoTimeout(PATIENCE_MILLIS);
      int seen = 0;
      while (seen < pictures && System.nanoTime() - deadline < 0) {
        publisher.getOutputStream().write(part);
        // One after the other: a viewer who is behind is not shown them all.
        if (!sees(viewer.getInputStream())) {
          break;
        }
        seen++;
      }
      return seen;
    }
  }

  private boolean sees(InputStream stream) throws IOException {
    try {
      for (int missing = pictureBytes; missing > 0; ) {
        int read = stream.read(chunk, 0, Math.min(missing, chunk.length));
        if (read < 0) {
          return false;
        }
        missing -= read;
      }
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    }
  }

  private Socket open(String request, String headers) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    String head = request + "\r\nHost: localhost\r\n" + headers + "\r\n";
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }
}
