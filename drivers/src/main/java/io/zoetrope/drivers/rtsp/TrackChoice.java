package io.zoetrope.drivers.rtsp;

import io.zoetrope.core.ingest.AudioIngest;
import io.zoetrope.core.ingest.StreamClock;
import io.zoetrope.core.ingest.VideoIngest;
import io.zoetrope.core.media.AudioFormat;
import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.media.G711;
import io.zoetrope.core.media.Opus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which of the streams that a camera offers are taken: the first video, if it has any, and the
 * first audio that frames can carry.
 */
final class TrackChoice {
  private static final int VIDEO_ID = 0;
  private static final int AUDIO_ID = 1;

  private final FrameFactory factory;
  private final FrameSink frames;
  private final StreamClock clock = new StreamClock();
  private final SessionTimes times = new SessionTimes();

  TrackChoice(FrameFactory factory, FrameSink frames) {
    this.factory = factory;
    this.frames = frames;
  }

  /** The video first, if there is any; nothing if we cannot read it. */
  List<ReceivedTrack> of(SessionDescription description) {
    List<ReceivedTrack> chosen = new ArrayList<>();
    Optional<MediaDescription> video =
        description.media().stream().filter(MediaDescription::isVideo).findFirst();
    video.flatMap(media -> video(media).map(it -> track(media, it))).ifPresent(chosen::add);
    if (video.isPresent() && chosen.isEmpty()) {
      return List.of();
    }
    description.media().stream()
        .filter(media -> media.kind().equals("audio"))
        .flatMap(media -> audio(media).map(it -> track(media, it)).stream())
        .findFirst()
        .ifPresent(chosen::add);
    return chosen;
  }

  private ReceivedTrack track(MediaDescription media, TrackPackets packets) {
    return new ReceivedTrack(media, packets, times.add(media.clockRate()));
  }

  private Optional<TrackPackets> video(MediaDescription media) {
    return switch (media.encoding()) {
      case "H264" -> Optional.of(video(H264Payload.of(media)));
      case "H265", "HEVC" -> Optional.of(video(H265Payload.of(media)));
      default -> Optional.empty();
    };
  }

  private TrackPackets video(UnitPayload payload) {
    VideoIngest ingest = new VideoIngest(payload.syntax(), VIDEO_ID, 0, clock, factory);
    return new VideoPackets(payload, ingest, frames);
  }

  private Optional<TrackPackets> audio(MediaDescription media) {
    return switch (media.encoding()) {
      case "MPEG4-GENERIC" ->
          Optional.of(new AacPackets(media, AudioIngest.aac(AUDIO_ID, clock, factory), frames));
      case "OPUS" -> Optional.of(plain(new Opus(media.channels())));
      case "PCMA" -> Optional.of(plain(new G711(G711.Law.A, media.clockRate(), media.channels())));
      case "PCMU" -> Optional.of(plain(new G711(G711.Law.MU, media.clockRate(), media.channels())));
      default -> Optional.empty();
    };
  }

  private TrackPackets plain(AudioFormat format) {
    return new AudioPackets(AudioIngest.of(format, AUDIO_ID, clock, factory), frames);
  }
}
