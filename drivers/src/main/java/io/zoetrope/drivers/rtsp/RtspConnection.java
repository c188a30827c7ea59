package io.zoetrope.drivers.rtsp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The connection to a camera. One thread connects and reads; any thread may write and close, which
 * ends what is going on.
 */
final class RtspConnection implements AutoCloseable {
  private static final int CONNECT_MILLIS = 5_000;

  /** After so long a read that finds nothing returns, so that other things can be done. */
  static final int PAUSE_MILLIS = 500;

  private final RtspAddress address;
  private final Object writing = new Object();

  // Guarded by this.
  private @Nullable Socket socket;
  private boolean closed;

  // Set when it is connected.
  private @Nullable Socket used;
  private @Nullable RtspInput input;
  private @Nullable OutputStream output;
  private @Nullable InetAddress camera;

  RtspConnection(RtspAddress address) {
    this.address = address;
  }

  /** Tries all addresses of the host, one after the other. */
  void connect() throws IOException {
    IOException failure = null;
    for (InetAddress each : List.of(InetAddress.getAllByName(address.host()))) {
      try {
        Socket plain = newSocket();
        plain.setTcpNoDelay(true);
        plain.connect(new InetSocketAddress(each, address.port()), CONNECT_MILLIS);
        plain.setSoTimeout(PAUSE_MILLIS);
        Socket connected = address.tls() ? RtspTls.over(plain, address) : plain;
        used = connected;
        input = new RtspInput(connected.getInputStream());
        output = connected.getOutputStream();
        camera = each;
        return;
      } catch (IOException e) {
        failure = failure == null || isClosed() ? e : failure;
        if (isClosed()) {
          break;
        }
      }
    }
    throw failure == null ? new IOException("the camera's host has no address") : failure;
  }

  /** Blocks for the next message or packet, but not for long. */
  RtspInput.Item next() throws IOException {
    if (input == null) {
      throw new IOException("the camera is not connected");
    }
    return input.next();
  }

  /** How long {@link #next} waits from now on. */
  void pause(int millis) throws IOException {
    if (used != null) {
      used.setSoTimeout(millis);
    }
  }

  /** The address of this machine at which the camera sees us. */
  InetAddress local() throws IOException {
    if (used == null) {
      throw new IOException("the camera is not connected");
    }
    return used.getLocalAddress();
  }

  InetAddress camera() throws IOException {
    if (camera == null) {
      throw new IOException("the camera is not connected");
    }
    return camera;
  }

  void write(String message) throws IOException {
    write(message.getBytes(UTF_8));
  }

  void write(byte[] bytes) throws IOException {
    if (output == null) {
      throw new IOException("the camera is not connected");
    }
    synchronized (writing) {
      output.write(bytes);
      output.flush();
    }
  }

  @Override
  public void close() {
    Socket open;
    synchronized (this) {
      closed = true;
      open = socket;
    }
    quietly(open);
  }

  synchronized boolean isClosed() {
    return closed;
  }

  private Socket newSocket() throws IOException {
    Socket fresh = new Socket();
    Socket before;
    synchronized (this) {
      before = closed ? fresh : socket;
      socket = fresh;
    }
    quietly(before);
    return fresh;
  }

  private static void quietly(@Nullable Socket socket) {
    try {
      if (socket != null) {
        socket.close();
      }
    } catch (IOException e) {
      // It is of no use any more.
    }
  }
}
