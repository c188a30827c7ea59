package io.zoetrope.drivers.rtsp;

import io.zoetrope.core.ingest.AudioIngest;

/** Audio whose packets are frames, of any length: Opus (RFC 7587), G.711 (RFC 3551). */
record AudioPackets(AudioIngest ingest, FrameSink frames) implements TrackPackets {

  @Override
  public void take(RtpPacket packet, long nanos) {
    ingest.frameOf(packet.payload(), nanos).ifPresent(frames::add);
  }

  @Override
  public void lost() {
    // Each packet stands alone.
  }
}
