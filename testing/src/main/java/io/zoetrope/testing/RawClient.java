package io.zoetrope.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A client that is nothing but a socket, so that it can do what no proper client does. Used by one
 * thread.
 */
public final class RawClient implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 30_000;
  private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final Socket socket;
  private final InputStream in;

  private RawClient(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  public static RawClient connect(int port) throws IOException {
    return connect(new Socket(), port);
  }

  /**
   * Connects with a small window, so that the server soon notices when this client stops reading.
   */
  public static RawClient connect(int port, int receiveBufferBytes) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(receiveBufferBytes);
    return connect(socket, port);
  }

  private static RawClient connect(Socket socket, int port) throws IOException {
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    return new RawClient(socket);
  }

  public RawClient send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    return this;
  }

  public RawClient send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Sends a request without a body; the headers are whole lines without their ends. */
  public RawClient request(String method, String target, String... headers) throws IOException {
    StringBuilder request =
        new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: test\r\n");
    for (String header : headers) {
      request.append(header).append("\r\n");
    }
    return send(request.append("\r\n").toString());
  }

  public RawClient get(String target, String... headers) throws IOException {
    return request("GET", target, headers);
  }

  /** Reads the head of an answer, without the empty line behind it. */
  public String readHead() throws IOException {
    return new String(readUntil(END_OF_HEAD), StandardCharsets.ISO_8859_1);
  }

  /** Reads a whole answer that has a length or no body. */
  public Answer readAnswer() throws IOException {
    String head = readHead();
    int length = Answer.header(head, "Content-Length").map(Integer::parseInt).orElse(0);
    return new Answer(head, readExactly(length));
  }

  /** Reads up to the delimiter and past it; returns what comes before it. */
  public byte[] readUntil(byte[] delimiter) throws IOException {
    Tail read = new Tail();
    while (!read.endsWith(delimiter)) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("the connection ended after: " + read);
      }
      read.write(next);
    }
    return read.without(delimiter.length);
  }

  public byte[] readExactly(int bytes) throws IOException {
    byte[] read = in.readNBytes(bytes);
    if (read.length < bytes) {
      throw new EOFException("the connection ended after " + read.length + " of " + bytes);
    }
    return read;
  }

  /** Reads until the server ends the connection, in whichever way. */
  public String readToEnd() throws IOException {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    try {
      in.transferTo(read);
    } catch (SocketException reset) {
      // Also an end.
    }
    return read.toString(StandardCharsets.ISO_8859_1);
  }

  /** Says that nothing more will be sent, and still reads. */
  public void halfClose() throws IOException {
    socket.shutdownOutput();
  }

  /** Breaks the connection off, without a good-bye. */
  public void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private static final class Tail extends ByteArrayOutputStream {
    boolean endsWith(byte[] delimiter) {
      if (count < delimiter.length) {
        return false;
      }
      for (int i = 1; i <= delimiter.length; i++) {
        if (buf[count - i] != delimiter[delimiter.length - i]) {
          return false;
        }
      }
      return true;
    }

    byte[] without(int lastBytes) {
      byte[] all = toByteArray();
      return Arrays.copyOf(all, all.length - lastBytes);
    }
  }
}
