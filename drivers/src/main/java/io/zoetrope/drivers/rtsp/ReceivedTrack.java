package io.zoetrope.drivers.rtsp;

import io.netty.buffer.ByteBuf;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** A stream that a camera sends us. Used by one thread. */
final class ReceivedTrack implements PacketOrder.Sink {
  private final MediaDescription media;
  private final TrackPackets packets;
  private final SessionTimes.Line times;
  private final PacketOrder order;
  private final int ownSource = ThreadLocalRandom.current().nextInt();
  private boolean begun;
  private boolean ended;
  private int source;
  private long arrival;
  private int reported;
  private long reportedAt;

  ReceivedTrack(MediaDescription media, TrackPackets packets, SessionTimes.Line times) {
    this.media = media;
    this.packets = packets;
    this.times = times;
    this.order = new PacketOrder(this);
  }

  MediaDescription media() {
    return media;
  }

  /** Takes a packet, if there is one; says whether it belongs to this stream. */
  boolean data(@Nullable RtpPacket packet, long now) {
    if (packet == null || packet.payloadType() != media.payloadType()) {
      return false;
    }
    if (begun && packet.source() != source) {
      order.reset();
      times.restart();
      packets.lost();
      reported = 0;
    }
    begun = true;
    source = packet.source();
    arrival = now;
    order.add(packet, now);
    return true;
  }

  /** Takes a packet of RTCP; says whether the stream has ended. */
  boolean control(ByteBuf data, long now) {
    RtcpPackets.parse(
        data,
        report -> {
          switch (report) {
            case RtcpPackets.SenderReport sent -> {
              if (begun && sent.source() == source) {
                times.report(sent.timestamp(), sent.wallNanos());
                reported = sent.compactTime();
                reportedAt = now;
              }
            }
            case RtcpPackets.Goodbye bye -> ended |= begun && bye.source() == source;
          }
        });
    return ended;
  }

  /** Packets may overtake each other: one that is missing is awaited for so long. */
  void mayComeInAnyOrder(long patienceNanos) {
    order.patience(patienceNanos);
  }

  /** Whether a packet is missing that may still come. */
  boolean waits() {
    return order.waits();
  }

  void expire(long now) {
    order.expire(now);
  }

  /** What we report to the camera; empty before its first packet. */
  Optional<byte[]> report(long now) {
    return begun
        ? Optional.of(
            RtcpPackets.receiverReport(
                ownSource, source, order.missing(), order.highest(), reported, now - reportedAt))
        : Optional.empty();
  }

  @Override
  public void packet(RtpPacket packet) {
    packets.take(packet, times.nanos(packet.timestamp(), arrival));
  }

  @Override
  public void lost() {
    packets.lost();
  }
}
