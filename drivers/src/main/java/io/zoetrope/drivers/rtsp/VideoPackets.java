package io.zoetrope.drivers.rtsp;

import io.zoetrope.core.ingest.VideoIngest;

/**
 * Puts pictures together. One is whole when a packet has the marker, or when the time of the next
 * comes: some cameras set no markers. Of a picture of which a packet is missing nothing is shown,
 * nor of those that build on it.
 */
final class VideoPackets implements TrackPackets {
  private final UnitPayload payload;
  private final VideoIngest ingest;
  private final FrameSink frames;
  private final PictureUnits picture = new PictureUnits();
  private int timestamp;
  private long nanos;
  private boolean markersLie;
  private boolean gap;
  private boolean begun;
  private boolean skipping;

  VideoPackets(UnitPayload payload, VideoIngest ingest, FrameSink frames) {
    this.payload = payload;
    this.ingest = ingest;
    this.frames = frames;
    ingest.setup(payload.setup());
  }

  @Override
  public void take(RtpPacket packet, long time) {
    boolean another = !begun || packet.timestamp() != timestamp;
    if (gap) {
      picture.clear();
      ingest.lost();
      skipping = !another || !payload.beginsPicture(packet);
      gap = false;
    } else if (another) {
      finish();
      skipping = false;
    } else if (picture.isEmpty() && !skipping && payload.continuesPicture(packet)) {
      // A marker was in the middle of a picture, whose first part is gone.
      markersLie = true;
      skipping = true;
      ingest.lost();
    }
    if (another) {
      begun = true;
      timestamp = packet.timestamp();
    }
    if (skipping) {
      return;
    }
    if (picture.isEmpty()) {
      nanos = time;
    }
    payload.unpack(packet, picture);
    if (packet.marker() && !markersLie) {
      finish();
    }
  }

  @Override
  public void lost() {
    gap = true;
  }

  private void finish() {
    if (picture.damaged()) {
      ingest.lost();
    } else if (!picture.isEmpty()) {
      ingest.frameOf(picture.data(), nanos).ifPresent(frames::add);
    }
    picture.clear();
  }
}
