package io.zoetrope.app.browser;

import static java.util.Objects.requireNonNull;

import io.zoetrope.base.fixture.FreePort;
import io.zoetrope.drivers.fixture.CountedVideo;
import io.zoetrope.drivers.fixture.ReplayingCamera;
import io.zoetrope.ffmpeg.fixture.HelperProcess;
import io.zoetrope.ffmpeg.fixture.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Every {@link PlaybackSource}, playing counted pictures again and again. One thread. */
final class PlaybackSources implements AutoCloseable {
  /** The numbers in the pictures begin again behind this. */
  static final int PICTURES = 400;

  private static final String KEY_FRAMES = CountedVideo.H264 + " -g 25 -bf 0";

  private final Path folder;
  private final Map<PlaybackSource, List<Path>> files = new EnumMap<>(PlaybackSource.class);
  private final ReplayingCamera camera;

  /** What runs for a source while it is watched. */
  record Running(String uri, Runnable end) implements AutoCloseable {
    @Override
    public void close() {
      end.run();
    }
  }

  /** Encodes them in this folder, and starts the camera. */
  PlaybackSources(Path folder) throws IOException, InterruptedException {
    this.folder = folder;
    Path plain = whole("plain.mp4", KEY_FRAMES, CountedVideo.SILENT);
    Path sound = whole("sound.mp4", KEY_FRAMES, CountedVideo.AAC);
    Path h265 = whole("h265.mp4", CountedVideo.H265 + ":keyint=25:bframes=0", CountedVideo.SILENT);
    String reordered = CountedVideo.H264 + ":b-adapt=0 -g 25 -bf 2";
    put(PlaybackSource.RTSP, plain);
    put(
        PlaybackSource.RTSP_LONG_GROUPS,
        whole("long.mp4", CountedVideo.H264 + " -g 200 -bf 0", CountedVideo.SILENT));
    put(PlaybackSource.RTSP_B_FRAMES, whole("b-frames.mp4", reordered, CountedVideo.SILENT));
    put(
        PlaybackSource.RTSP_SLICES,
        whole("slices.mp4", KEY_FRAMES.replace("slices=1", "slices=4"), CountedVideo.SILENT));
    put(PlaybackSource.RTSP_OUT_OF_BAND, plain);
    put(
        PlaybackSource.RTSP_RESIZED,
        part("small.mp4", 320, 0),
        part("large.mp4", 480, PICTURES / 4),
        part("larger.mp4", 640, PICTURES / 2),
        part("less.mp4", 400, PICTURES * 3 / 4));
    put(PlaybackSource.RTSP_AAC, sound);
    put(PlaybackSource.RTSP_OPUS, whole("opus.mp4", KEY_FRAMES, CountedVideo.OPUS));
    put(PlaybackSource.RTSP_PCMA, whole("pcma.mkv", KEY_FRAMES, CountedVideo.PCMA));
    put(PlaybackSource.RTSP_H265, h265);
    put(
        PlaybackSource.RTSP_H265_AAC,
        whole("reordered.mp4", CountedVideo.H265 + ":keyint=25", CountedVideo.AAC));
    put(PlaybackSource.RTMP, sound);
    put(PlaybackSource.SRT, whole("srt.mp4", reordered, CountedVideo.AAC));
    put(
        PlaybackSource.SRT_H265,
        whole("srt265.mp4", CountedVideo.H265 + ":keyint=25", CountedVideo.AAC));
    put(PlaybackSource.FILE, sound);
    put(
        PlaybackSource.FILE_H265,
        whole("h265.mkv", CountedVideo.H265 + ":keyint=25", CountedVideo.OPUS));
    camera = ReplayingCamera.start(streams());
  }

  /** Starts what this source needs. */
  Running start(PlaybackSource source) throws IOException {
    Path file = files(source).getFirst();
    return switch (source) {
      case FILE, FILE_H265 -> new Running("file:%s?loop=true".formatted(file), () -> {});
      case RTMP -> {
        String url = "rtmp://127.0.0.1:%d/live/camera".formatted(FreePort.find());
        yield new Running(url, send(file, "-f flv -listen 1", url)::close);
      }
      case SRT, SRT_H265 -> {
        String url = "srt://127.0.0.1:%d".formatted(FreePort.find());
        yield new Running(url, send(file, "-f mpegts", url + "?mode=listener")::close);
      }
      default -> new Running(camera.uri(path(source)), () -> {});
    };
  }

  /** What it sends, one file after the other. */
  List<Path> files(PlaybackSource source) {
    return requireNonNull(files.get(source));
  }

  @Override
  public void close() {
    camera.close();
  }

  private static HelperProcess send(Path file, String options, String url) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(Programs.systemFfmpeg().toString(), "-v", "error"));
    command.addAll(List.of("-re", "-stream_loop", "-1", "-i", file.toString(), "-c", "copy"));
    command.addAll(List.of(options.split(" ")));
    command.add(url);
    return new HelperProcess(command.toArray(String[]::new));
  }

  private Path whole(String name, String video, String audio)
      throws IOException, InterruptedException {
    return new CountedVideo(320, 16, 0, video, audio).write(folder.resolve(name));
  }

  private Path part(String name, int width, int begin) throws IOException, InterruptedException {
    return new CountedVideo(width, 4, begin, KEY_FRAMES, CountedVideo.SILENT)
        .write(folder.resolve(name));
  }

  private void put(PlaybackSource source, Path... played) {
    files.put(source, List.of(played));
  }

  private Map<String, List<Path>> streams() {
    Map<String, List<Path>> streams = new LinkedHashMap<>();
    files.forEach((source, played) -> {
      if (source.name().startsWith("RTSP")) {
        streams.put(path(source), played);
      }
    });
    return streams;
  }

  private static String path(PlaybackSource source) {
    return source.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
