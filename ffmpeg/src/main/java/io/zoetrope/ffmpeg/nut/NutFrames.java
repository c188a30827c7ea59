package io.zoetrope.ffmpeg.nut;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.zoetrope.core.codec.UnitSyntax;
import io.zoetrope.core.ingest.AudioIngest;
import io.zoetrope.core.ingest.JpegPackets;
import io.zoetrope.core.ingest.PacketIngest;
import io.zoetrope.core.ingest.StreamClock;
import io.zoetrope.core.ingest.VideoIngest;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.media.G711;
import io.zoetrope.core.media.Opus;
import io.zoetrope.core.media.TrackKinds;
import io.zoetrope.ffmpeg.pictures.BufferedBytes;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Makes frames of the packets in a NUT container: of its video and audio, as far as frames can
 * carry them. Used by one thread.
 */
public final class NutFrames {
  private final NutReader reader;
  private final FrameFactory frames;
  private final StreamClock clock = new StreamClock();
  private final Map<Integer, PacketIngest> tracks = new HashMap<>();
  private final boolean hasVideo;
  private final TrackKinds kinds;
  private final ByteBuf packet = Unpooled.buffer();

  private NutFrames(NutReader reader, FrameFactory frames) {
    this.reader = reader;
    this.frames = frames;
    boolean video = false;
    boolean hasVideo = false;
    boolean audio = false;
    for (NutStream stream : reader.streams()) {
      Optional<PacketIngest> ingest = ingest(stream);
      ingest.ifPresent(track -> {
        track.setup(stream.setup());
        tracks.put(stream.id(), track);
      });
      hasVideo |= stream.kind() == NutStream.Kind.VIDEO;
      video |= stream.kind() == NutStream.Kind.VIDEO && ingest.isPresent();
      audio |= stream.kind() == NutStream.Kind.AUDIO && ingest.isPresent();
    }
    this.hasVideo = hasVideo;
    this.kinds = new TrackKinds(video, audio);
  }

  /**
   * Begins at the start of a container, and blocks until its streams are known. Closing what it
   * reads stays with the caller.
   */
  public static NutFrames open(BufferedBytes bytes, FrameFactory frames) throws IOException {
    return new NutFrames(NutReader.open(bytes), frames);
  }

  /** Its times are made up: each frame is of the moment when it arrives. */
  public void ignoreTimes() {
    clock.ignoreStream();
  }

  /** Whether there is video, of whatever kind. */
  public boolean hasVideo() {
    return hasVideo;
  }

  /** What frames can carry of what is there. */
  public TrackKinds kinds() {
    return kinds;
  }

  /** Whether frames can carry all that is there. */
  public boolean carriesAll() {
    return tracks.size() == reader.streams().size();
  }

  /** Blocks for the next frame, the caller's to release; an EOFException is the end. */
  public Frame read() throws IOException {
    while (true) {
      NutPacket next = reader.next();
      PacketIngest track = tracks.get(next.stream().id());
      if (track == null) {
        continue;
      }
      next.newSetup().ifPresent(track::setup);
      packet.clear();
      reader.take(packet);
      Optional<Frame> frame = track.frameOf(packet, next.presentationNanos());
      if (frame.isPresent()) {
        return frame.get();
      }
    }
  }

  /** By the tag that the stream had in its first container, so that there are several of each. */
  private Optional<PacketIngest> ingest(NutStream of) {
    int id = audioId(of);
    return switch (of.tag()) {
      case "H264", "h264", "avc1", "AVC1", "avc3", "X264", "x264" ->
          Optional.of(video(UnitSyntax.H264, of));
      case "HEVC", "hevc", "H265", "hvc1", "hev1" -> Optional.of(video(UnitSyntax.H265, of));
      case "MJPG", "mjpg", "mjpeg", "jpeg", "JPEG" -> Optional.of(new JpegPackets(frames));
      case "mp4a", "\u00FF\0\0\0" -> Optional.of(AudioIngest.aac(id, clock, frames));
      case "Opus", "opus" ->
          Optional.of(AudioIngest.of(new Opus(of.channels()), id, clock, frames));
      case "alaw", "\u0006\0\0\0" -> Optional.of(telephony(G711.Law.A, of));
      case "ulaw", "\u0007\0\0\0" -> Optional.of(telephony(G711.Law.MU, of));
      default -> Optional.empty();
    };
  }

  private PacketIngest video(UnitSyntax syntax, NutStream of) {
    return new VideoIngest(syntax, of.id(), of.decodeDelay(), clock, frames);
  }

  private PacketIngest telephony(G711.Law law, NutStream of) {
    return AudioIngest.of(
        new G711(law, of.sampleRate(), of.channels()), audioId(of), clock, frames);
  }

  /** Placeholders have the number of the video, whether there is any or not. */
  private static int audioId(NutStream of) {
    return Math.max(1, of.id());
  }
}
