package io.zoetrope.drivers.rtsp;

import io.zoetrope.drivers.rtsp.RtspSession.Channels;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;

/**
 * Ports to which a camera sends its packets, two for each stream. One thread opens and receives;
 * any thread may close, which ends what is going on.
 */
final class UdpPorts implements AutoCloseable {
  private static final int ATTEMPTS = 50;
  private static final int HIGHEST_PORT = 65_535;
  private static final int BUFFER_BYTES = 2 << 20;
  private static final int LARGEST_PACKET = 64 << 10;

  /** Whatever it is, it lets the answers of the camera through firewalls on the way. */
  private static final byte[] OPENER = {(byte) 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};

  /** Takes packets. */
  @FunctionalInterface
  interface Taker {
    /** The data holds until the end of the call. */
    void take(ReceivedTrack track, boolean control, byte[] data, int size) throws IOException;
  }

  private record Port(ReceivedTrack track, boolean control) {}

  private final InetAddress local;
  private final InetAddress camera;
  private final Selector selector = Selector.open();
  private final List<DatagramChannel> open = new ArrayList<>(); // guarded by this
  private final byte[] bytes = new byte[LARGEST_PACKET];
  private final ByteBuffer buffer = ByteBuffer.wrap(bytes);
  private boolean closed; // guarded by this

  UdpPorts(InetAddress local, InetAddress camera) throws IOException {
    this.local = local;
    this.camera = camera;
  }

  /** Opens two ports for a stream, of which the first is even. */
  Channels add(ReceivedTrack track) throws IOException {
    for (int n = 0; n < ATTEMPTS; n++) {
      DatagramChannel data = bound(0);
      int port = ((InetSocketAddress) data.getLocalAddress()).getPort();
      if (port % 2 == 0 && port < HIGHEST_PORT) {
        try {
          DatagramChannel control = bound(port + 1);
          register(data, new Port(track, false));
          register(control, new Port(track, true));
          return new Channels(port, port + 1);
        } catch (BindException e) {
          // Somebody else has it.
        }
      }
      data.close();
    }
    throw new IOException("no two ports in a row are free on this machine");
  }

  /** Tells firewalls on the way that we expect packets from these ports of the camera. */
  void expectFrom(ReceivedTrack track, Channels ports) throws IOException {
    send(track, false, ports.data(), OPENER);
    send(track, true, ports.control(), OPENER);
  }

  void send(ReceivedTrack track, boolean control, int port, byte[] packet) throws IOException {
    if (port <= 0 || port > HIGHEST_PORT) {
      return;
    }
    for (SelectionKey key : selector.keys()) {
      if (key.attachment() instanceof Port own
          && own.track().equals(track)
          && own.control() == control) {
        ((DatagramChannel) key.channel())
            .send(ByteBuffer.wrap(packet), new InetSocketAddress(camera, port));
      }
    }
  }

  /** Waits for packets for so long at most. */
  void receive(long millis, Taker taker) throws IOException {
    selector.select(millis);
    receive(false, taker);
    receive(true, taker); // What ends a stream comes after what is still on its way to us.
    selector.selectedKeys().clear();
  }

  private void receive(boolean control, Taker taker) throws IOException {
    for (SelectionKey key : selector.selectedKeys()) {
      Port port = (Port) key.attachment();
      while (port.control() == control) {
        buffer.clear();
        if (!(((DatagramChannel) key.channel()).receive(buffer)
            instanceof InetSocketAddress sender)) {
          break;
        }
        if (sender.getAddress().equals(camera)) {
          taker.take(port.track(), control, bytes, buffer.position());
        }
      }
    }
  }

  @Override
  public void close() {
    List<DatagramChannel> all;
    synchronized (this) {
      closed = true;
      all = List.copyOf(open);
    }
    try {
      for (DatagramChannel each : all) {
        each.close();
      }
      selector.close();
    } catch (IOException e) {
      // They are of no use any more.
    }
  }

  private DatagramChannel bound(int port) throws IOException {
    DatagramChannel channel = DatagramChannel.open();
    try {
      synchronized (this) {
        if (closed) {
          throw new IOException("the ports were closed");
        }
        open.add(channel);
      }
      channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER_BYTES);
      channel.bind(new InetSocketAddress(local, port));
      channel.configureBlocking(false);
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private void register(DatagramChannel channel, Port port) throws IOException {
    channel.register(selector, SelectionKey.OP_READ, port);
  }
}
