package io.zoetrope.drivers.rtsp;

import java.util.TreeMap;

/**
 * Brings the packets of one stream into their order, and notices those that are missing. Used by
 * one thread.
 */
final class PacketOrder {
  private static final int MOST_HELD = 128;
  private static final int MOST_AHEAD = 3000;
  private static final int MOST_LATE = 500;

  /** Takes packets in their order. */
  interface Sink {
    void packet(RtpPacket packet);

    /** Some are missing before the next one. */
    void lost();
  }

  private final Sink sink;
  private long patienceNanos;
  private final TreeMap<Long, RtpPacket> held = new TreeMap<>();
  private long heldSince;
  private long first;
  private long expected = -1;
  private long received;

  PacketOrder(Sink sink) {
    this.sink = sink;
  }

  /** How long to wait for one that is missing; by default not at all. */
  void patience(long nanos) {
    patienceNanos = nanos;
  }

  void add(RtpPacket packet, long now) {
    if (expected < 0) {
      restart(packet.sequence());
    }
    int ahead = (short) (packet.sequence() - (int) expected);
    if (ahead < -MOST_LATE || ahead > MOST_AHEAD) {
      giveUp();
      restart(packet.sequence());
      sink.lost();
      ahead = 0;
    }
    if (ahead < 0) {
      return; // It came twice, or is too late.
    }
    received++;
    if (ahead > 0 && patienceNanos > 0) {
      hold(expected + ahead, packet, now);
      return;
    }
    if (ahead > 0) {
      sink.lost();
      expected += ahead;
    }
    expected++;
    sink.packet(packet);
    if (!held.isEmpty()) {
      deliverHeld();
    }
  }

  /** Gives up packets that have been missing for too long. */
  void expire(long now) {
    if (!held.isEmpty() && now - heldSince > patienceNanos) {
      skipGap(now);
    }
  }

  boolean waits() {
    return !held.isEmpty();
  }

  /** Another sender, who counts from another number. */
  void reset() {
    giveUp();
    expected = -1;
  }

  /** The number of the newest packet in its order, with how often it has begun again above it. */
  long highest() {
    return Math.max(expected - 1, 0);
  }

  /** How many are missing so far. */
  long missing() {
    return Math.max(0, expected - first - received + held.size());
  }

  private void restart(int sequence) {
    expected = sequence;
    first = sequence;
    received = 0;
  }

  private void hold(long number, RtpPacket packet, long now) {
    if (held.isEmpty()) {
      heldSince = now;
    }
    held.putIfAbsent(number, packet.copied());
    if (held.size() > MOST_HELD) {
      skipGap(now);
    }
  }

  private void skipGap(long now) {
    sink.lost();
    expected = held.firstKey();
    deliverHeld();
    heldSince = now;
  }

  private void deliverHeld() {
    for (RtpPacket next = held.remove(expected); next != null; next = held.remove(expected)) {
      expected++;
      sink.packet(next);
    }
  }

  private void giveUp() {
    while (!held.isEmpty()) {
      skipGap(heldSince);
    }
  }
}
