package io.zoetrope.drivers.rtsp;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.H264;
import io.zoetrope.core.media.TrackFormat;
import io.zoetrope.core.media.TrackKinds;
import io.zoetrope.core.media.VideoFormat;
import io.zoetrope.core.source.DriverContext;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.drivers.rtsp.RtspAddress.Transport;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An IP camera. Its H.264 or H.265 and audio are read here; if it sends other video, which shows
 * when it has described itself, FFmpeg takes over. One thread reads, and opens the camera with its
 * first read; any thread may close.
 */
final class RtspSource implements FrameSource {

  /** Opens the same camera with FFmpeg. */
  @FunctionalInterface
  interface Fallback {
    FrameSource open() throws IOException, InterruptedException;
  }

  private final RtspAddress address;
  private final DriverContext context;
  private final Fallback fallback;
  private final ReadyFrames ready = new ReadyFrames();
  private volatile @Nullable TrackFormat format;
  private volatile Optional<TrackKinds> kinds = Optional.empty();

  // Used by the reading thread only.
  private List<Transport> transports;
  private boolean playing;

  // Written under the lock of this.
  private volatile @Nullable RtspStream stream;
  private @Nullable FrameSource ffmpeg;
  private boolean closed;

  RtspSource(RtspAddress address, DriverContext context, Fallback fallback) {
    this.address = address;
    this.context = context;
    this.fallback = fallback;
    this.transports =
        switch (address.transport().orElse(null)) {
          case null -> List.of(Transport.TCP, Transport.UDP);
          case TCP -> List.of(Transport.TCP);
          case UDP -> List.of(Transport.UDP, Transport.TCP);
        };
  }

  @Override
  public Frame read() throws IOException, InterruptedException {
    try {
      while (true) {
        FrameSource other = ffmpeg();
        RtspStream open = stream;
        if (other != null) {
          return other.read();
        }
        if (open == null || !playing) {
          open();
          continue;
        }
        Frame frame = ready.poll();
        if (frame != null) {
          return noted(frame);
        }
        step(open);
      }
    } catch (IOException e) {
      throw isClosed() ? new IOException("the source was closed", e) : RtspFailure.explained(e);
    }
  }

  private Frame noted(Frame frame) {
    if (frame.track().isVideo()) {
      format = frame.format();
    }
    return frame;
  }

  private void open() throws IOException, InterruptedException {
    RtspStream fresh = new RtspStream(address, context.time());
    use(fresh);
    SessionDescription description = fresh.describe();
    List<ReceivedTrack> tracks = new TrackChoice(context.frames(), ready::add).of(description);
    if (!tracks.isEmpty() && fresh.play(tracks, transports)) {
      kinds =
          Optional.of(
              new TrackKinds(
                  tracks.getFirst().media().isVideo(), !tracks.getLast().media().isVideo()));
      playing = true;
      return;
    }
    if (isClosed()) {
      throw new IOException("the source was closed");
    }
    fresh.close(); // A camera may serve one client only.
    useFfmpeg(fallback.open());
  }

  private void step(RtspStream open) throws IOException {
    try {
      open.step();
    } catch (NoDatagramsException e) {
      if (isClosed() || transports.equals(List.of(Transport.TCP))) {
        throw e;
      }
      open.close();
      playing = false;
      transports = List.of(Transport.TCP);
    }
  }

  private void use(RtspStream fresh) throws IOException {
    synchronized (this) {
      stream = fresh;
      if (!closed) {
        return;
      }
    }
    fresh.close();
    throw new IOException("the source was closed");
  }

  private void useFfmpeg(FrameSource opened) {
    boolean tooLate;
    synchronized (this) {
      ffmpeg = opened;
      tooLate = closed;
    }
    if (tooLate) {
      opened.close();
    }
  }

  private synchronized @Nullable FrameSource ffmpeg() {
    return ffmpeg;
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  @Override
  public String description() {
    FrameSource other = ffmpeg();
    TrackFormat seen = format;
    if (other != null) {
      return other.description();
    }
    return seen instanceof VideoFormat video
        ? "%s %dx%d"
            .formatted(video instanceof H264 ? "h264" : "hevc", video.width(), video.height())
        : "";
  }

  @Override
  public Optional<Boolean> passesThrough() {
    FrameSource other = ffmpeg();
    return other == null ? Optional.of(true) : other.passesThrough();
  }

  @Override
  public Optional<TrackKinds> trackKinds() {
    FrameSource other = ffmpeg();
    return other == null ? kinds : other.trackKinds();
  }

  @Override
  public void close() {
    FrameSource other;
    RtspStream open;
    synchronized (this) {
      closed = true;
      other = ffmpeg;
      open = stream;
    }
    if (open != null) {
      open.close();
    }
    ready.close();
    if (other != null) {
      other.close();
    }
  }
}
