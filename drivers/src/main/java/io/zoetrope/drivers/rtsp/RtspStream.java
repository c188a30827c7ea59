package io.zoetrope.drivers.rtsp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.zoetrope.core.time.Timekeeper;
import io.zoetrope.drivers.rtsp.RtspAddress.Transport;
import io.zoetrope.drivers.rtsp.RtspInput.InterleavedPacket;
import io.zoetrope.drivers.rtsp.RtspSession.Channels;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The streams of a camera, from its description to their packets. One thread opens and reads; any
 * thread may close.
 */
final class RtspStream implements AutoCloseable {
  private static final long REPORT_NANOS = Duration.ofSeconds(5).toNanos();
  private static final long FIRST_DATAGRAM_NANOS = Duration.ofSeconds(4).toNanos();
  private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();

  /** A packet that is so late is lost. */
  private static final long PATIENCE_NANOS = Duration.ofMillis(100).toNanos();

  private static final int PATIENCE_MILLIS = 20;
  private static final int PREFIX_BYTES = 4;

  private record Playing(ReceivedTrack track, Channels channels) {}

  private final RtspConnection connection;
  private final RtspConversation conversation;
  private final RtspSession session;
  private final Timekeeper time;
  private final List<Playing> tracks = new ArrayList<>();
  private volatile boolean playing;
  private volatile @Nullable UdpPorts udp;
  private @Nullable IOException ended;
  private boolean anyHeard;
  private long heard;
  private long keepAliveAt;
  private long reportAt;
  private long lookAt;

  RtspStream(RtspAddress address, Timekeeper time) {
    this.connection = new RtspConnection(address);
    this.time = time;
    this.conversation =
        new RtspConversation(
            connection, new RtspLogin(address.login()), time, this::packetInBetween);
    this.session = new RtspSession(address, conversation);
  }

  /** Connects, and asks what there is. */
  SessionDescription describe() throws IOException {
    connection.connect();
    return session.describe();
  }

  /** Lets the camera send these, the first way that it knows; it may know none of them. */
  boolean play(List<ReceivedTrack> chosen, List<Transport> transports) throws IOException {
    for (Transport each : transports) {
      if (setUp(chosen, each)) {
        playing = true;
        session.play();
        heard = time.nanoTime();
        keepAliveAt = heard + Duration.ofSeconds(session.keepAliveSeconds()).toNanos();
        reportAt = heard + REPORT_NANOS;
        return true;
      }
    }
    return false;
  }

  private boolean setUp(List<ReceivedTrack> chosen, Transport transport) throws IOException {
    UdpPorts ports = null;
    if (transport == Transport.UDP) {
      ports = new UdpPorts(connection.local(), connection.camera());
      udp = ports;
    }
    for (ReceivedTrack track : chosen) {
      boolean first = tracks.isEmpty();
      try {
        int next = 2 * tracks.size();
        Channels asked = ports == null ? new Channels(next, next + 1) : ports.add(track);
        Optional<Channels> given = session.setUp(track.media(), transport, asked);
        given.ifPresent(channels -> tracks.add(new Playing(track, channels)));
        if (given.isPresent() && ports != null) {
          track.mayComeInAnyOrder(PATIENCE_NANOS);
          ports.expectFrom(track, given.get());
        }
      } catch (IOException e) {
        if (first || connection.isClosed()) {
          throw e;
        }
        // Without the audio, then.
      }
      if (tracks.isEmpty()) {
        if (ports != null) {
          ports.close();
          udp = null;
        }
        return false;
      }
    }
    return true;
  }

  /** Takes the next message or packets, or waits a moment for some. */
  void step() throws IOException {
    long now = time.nanoTime();
    upkeep(now);
    UdpPorts ports = udp;
    if (ports == null) {
      look();
    } else {
      receive(ports, now);
    }
    if (ended != null) {
      throw ended;
    }
    if (now - heard > RtspConversation.PATIENCE.toNanos()) {
      throw new IOException("the camera does not answer (timed out)");
    }
  }

  private void look() throws IOException {
    try {
      RtspInput.Item next = connection.next();
      if (next instanceof InterleavedPacket packet) {
        take(packet, time.nanoTime());
      } else if (next instanceof RtspMessage message) {
        conversation.answer(message);
      }
    } catch (SocketTimeoutException e) {
      // The next look may find more.
    }
  }

  private void receive(UdpPorts ports, long now) throws IOException {
    boolean waits = tracks.stream().anyMatch(each -> each.track.waits());
    ports.receive(
        waits ? PATIENCE_MILLIS : RtspConnection.PAUSE_MILLIS,
        (track, control, data, size) -> {
          if (control) {
            control(track, Unpooled.wrappedBuffer(data, 0, size), now);
          } else if (track.data(RtpPacket.parse(data, 0, size), time.nanoTime())) {
            heard = now;
            anyHeard = true;
          }
        });
    tracks.forEach(each -> each.track.expire(now));
    if (!anyHeard && now - heard > FIRST_DATAGRAM_NANOS) {
      throw new NoDatagramsException();
    }
    if (now - lookAt > 0) {
      lookAt = now + LOOK_NANOS;
      connection.pause(1);
      look();
    }
  }

  private void packetInBetween(InterleavedPacket packet) {
    try {
      take(packet, time.nanoTime());
    } catch (IOException e) {
      ended = e;
    }
  }

  private void take(InterleavedPacket packet, long now) throws IOException {
    for (Playing each : tracks) {
      if (packet.channel() == each.channels.data() && each.track.data(packet.rtp(), now)) {
        heard = now;
        return;
      }
      if (packet.channel() == each.channels.control()) {
        control(each.track, packet.data(), now);
      }
    }
  }

  /** Without its sound a camera goes on, but not without its first stream. */
  private void control(ReceivedTrack track, ByteBuf data, long now) throws IOException {
    if (track.control(data, now) && track.equals(tracks.getFirst().track)) {
      throw new EOFException("the camera has ended its stream");
    }
  }

  private void upkeep(long now) throws IOException {
    if (now - keepAliveAt > 0) {
      keepAliveAt = now + Duration.ofSeconds(session.keepAliveSeconds()).toNanos();
      session.keepAlive();
    }
    if (now - reportAt > 0) {
      reportAt = now + REPORT_NANOS;
      for (Playing each : tracks) {
        Optional<byte[]> report = each.track.report(now);
        if (report.isPresent()) {
          send(each.track, each.channels.control(), report.get());
        }
      }
    }
  }

  private void send(ReceivedTrack track, int channel, byte[] packet) throws IOException {
    UdpPorts ports = udp;
    if (ports != null) {
      ports.send(track, true, channel, packet);
      return;
    }
    connection.write(
        ByteBuffer.allocate(PREFIX_BYTES + packet.length)
            .put((byte) '$')
            .put((byte) channel)
            .putShort((short) packet.length)
            .put(packet)
            .array());
  }

  /** Tells the camera that nobody watches any more, and cuts the connection. */
  @Override
  public void close() {
    if (playing && !connection.isClosed()) {
      try {
        session.tearDown();
      } catch (IOException e) {
        // It ends with the connection.
      }
    }
    connection.close();
    UdpPorts ports = udp;
    if (ports != null) {
      ports.close();
    }
  }
}
