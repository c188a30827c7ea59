package io.zoetrope.mp4;

import io.zoetrope.core.media.Frame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An MP4 file for every player, with a video and its audio: the frames as they come, and at the end
 * the table of where they are. Until then only that table is in memory. Used by one thread.
 *
 * <p>A video goes on where its parameter sets or its size change. Times are on a time line of the
 * caller's.
 */
public final class MovieFile implements AutoCloseable {
  /** In which the lengths of all tracks are written; 32 bits hold 13 hours. */
  private static final TimeScale MOVIE = new TimeScale(90_000);

  private static final int LONG_HEADER_BYTES = 16;
  private static final int SHORT_HEADER_BYTES = 8;
  private static final long LARGEST_SHORT_BOX = 0xFFFF_FFFFL;

  private final FileChannel file;
  private final Map<Boolean, MovieTrack> tracks = new LinkedHashMap<>(); // by whether it is video
  private final long dataStart;
  private long end;

  /** Begins a file, in place of any that is there. */
  public MovieFile(Path path) throws IOException {
    this.file =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    try {
      BoxWriter head = new BoxWriter();
      head.box("ftyp", () -> head.ascii("isom").u32(0x200).ascii("isomiso2avc1mp41"));
      dataStart = head.toBytes().length;
      append(head.zeros(LONG_HEADER_BYTES).toBytes());
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  /**
   * Whether the frame can be added: its format {@linkplain InitSegment#canHold can be} in an MP4,
   * and goes with what was added before, of video or audio.
   */
  public boolean takes(Frame frame) {
    MovieTrack track = tracks.get(frame.track().isVideo());
    return InitSegment.canHold(frame.format())
        && (track == null || track.goesOnWith(frame.format()));
  }

  /**
   * Writes a frame that it {@linkplain #takes}, in the order of decoding; the first one of the
   * video is a key frame. The caller keeps its reference.
   */
  public void add(Frame frame, long decodeNanos, long presentationNanos) throws IOException {
    MovieTrack track =
        tracks.computeIfAbsent(
            frame.track().isVideo(), _ -> new MovieTrack(tracks.size() + 1, frame.format()));
    long offset = end;
    if (track.changesWith(frame.format())) {
      append(InBandSets.ahead(frame)); // Browsers read the first sample entry and no other.
    }
    write(frame.data().nioBuffer());
    track.add(frame, offset, (int) (end - offset), decodeNanos, presentationNanos);
  }

  /**
   * Writes what makes it a movie. What is presented before its begin is in the file for the decoder
   * only; the last picture stays to the end.
   *
   * @return how many pictures are shown
   */
  public int finish(long fromNanos, long toNanos) throws IOException {
    tracks.values().forEach(track -> track.end(fromNanos, toNanos));
    long dataEnd = end;
    BoxWriter out = new BoxWriter();
    out.box(
        "moov",
        () -> {
          TrackBoxes.movieHeader(out, MOVIE.unitsPerSecond(), MOVIE.units(toNanos - fromNanos));
          tracks.values().stream()
              .filter(track -> !track.isEmpty())
              .forEach(track -> track.write(out, MOVIE, fromNanos, toNanos));
        });
    append(out.toBytes());
    file.position(dataStart);
    append(dataHeader(dataEnd - dataStart));
    MovieTrack video = tracks.get(true);
    return video == null ? 0 : video.pictures();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  /** A box of up to 4 GB has a length of 4 bytes, which old players want. */
  private static byte[] dataHeader(long size) {
    BoxWriter out = new BoxWriter();
    if (size - SHORT_HEADER_BYTES <= LARGEST_SHORT_BOX) {
      out.u32(SHORT_HEADER_BYTES).ascii("free").u32((int) (size - SHORT_HEADER_BYTES));
      return out.ascii("mdat").toBytes();
    }
    return out.u32(1).ascii("mdat").u64(size).toBytes();
  }

  private void append(byte[] bytes) throws IOException {
    write(ByteBuffer.wrap(bytes));
  }

  private void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      end += file.write(bytes);
    }
  }
}
