package io.zoetrope.drivers.rtsp;

/** Makes frames of the packets of one stream. Used by one thread. */
interface TrackPackets {

  /**
   * Takes the next packet.
   *
   * @param nanos its time, on the line of its session
   */
  void take(RtpPacket packet, long nanos);

  /** Packets are missing before the next one. */
  void lost();
}
