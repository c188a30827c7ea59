package io.zoetrope.core.ingest;

import io.netty.buffer.ByteBuf;
import io.zoetrope.core.codec.NalUnits;
import io.zoetrope.core.codec.SetupUnits;
import io.zoetrope.core.codec.UnitRole;
import io.zoetrope.core.codec.UnitSyntax;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.FrameBuilder;
import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.media.ParameterSet;
import io.zoetrope.core.media.Track;
import io.zoetrope.core.media.VideoFormat;
import java.util.Optional;

/**
 * Makes frames of H.264 or H.265, undecoded, from the first key frame on whose parameter sets have
 * come. When the sets change, so does the format. Used by one thread.
 */
public final class VideoIngest implements PacketIngest {
  /** A stream that is without key frames for so many points of recovery has none. */
  private static final int POINTS_WITHOUT_KEY_FRAME = 2;

  /** Room for lengths that are longer than the start codes they replace. */
  private static final int LENGTHS = 16;

  private final UnitSyntax syntax;
  private final int trackId;
  private final StreamClock clock;
  private final FrameFactory frames;
  private final ParameterSets sets;
  private final DecodeTimes times = new DecodeTimes();
  private final int usuallyReordered;
  private int prefixBytes;
  private boolean begun;
  private int points;

  /**
   * @param usuallyReordered how many pictures may overtake one, where the parameter sets do not say
   */
  public VideoIngest(
      UnitSyntax syntax,
      int trackId,
      int usuallyReordered,
      StreamClock clock,
      FrameFactory frames) {
    this.syntax = syntax;
    this.trackId = trackId;
    this.usuallyReordered = usuallyReordered;
    this.clock = clock;
    this.frames = frames;
    this.sets = new ParameterSets(syntax);
  }

  @Override
  public void setup(ParameterSet setup) {
    SetupUnits units = SetupUnits.parse(syntax, setup);
    prefixBytes = units.prefixBytes();
    units.sets().stream()
        .filter(syntax::isWhole)
        .filter(unit -> isSet(syntax.role(unit)))
        .forEach(unit -> sets.add(syntax.role(unit), unit));
  }

  /** Something is missing before the next packet: what builds on it cannot be decoded. */
  public void lost() {
    begun = false;
  }

  @Override
  public Optional<Frame> frameOf(ByteBuf packet, long streamNanos) {
    try (FrameBuilder builder = frames.begin(packet.readableBytes() + LENGTHS)) {
      return pictureOf(packet, builder.buffer())
          .map(picture -> {
            times.atLeast(sets.reordered().orElse(usuallyReordered));
            long presented = clock.monotonic(trackId, streamNanos, builder.capturedNanos());
            return builder.finish(picture.track, picture.isKey, presented, times.next(presented));
          });
    }
  }

  /**
   * As {@link #frameOf(ByteBuf, long)}, for video that was encoded here, in the order in which it
   * is presented.
   *
   * @param builder has the time of capture
   * @param placeholder whether it was made of a placeholder
   */
  public Optional<Frame> frameOf(
      ByteBuf packet, FrameBuilder builder, long presentationNanos, boolean placeholder) {
    return pictureOf(packet, builder.buffer())
        .map(picture ->
            placeholder
                ? builder.finishPlaceholder(picture.track, picture.isKey, presentationNanos)
                : builder.finish(picture.track, picture.isKey, presentationNanos));
  }

  private Optional<Decodable> pictureOf(ByteBuf packet, ByteBuf target) {
    Picture picture = new Picture(target);
    if (!split(packet, picture)) {
      lost();
      return Optional.empty();
    }
    Optional<VideoFormat> format = sets.format();
    begun &= format.isPresent();
    if (format.isEmpty() || !picture.hasSlice) {
      return Optional.empty();
    }
    boolean key = isKey(picture);
    begun |= key;
    return begun
        ? Optional.of(new Decodable(new Track(trackId, format.get()), key))
        : Optional.empty();
  }

  private boolean split(ByteBuf packet, Picture picture) {
    if (prefixBytes > 0) {
      return NalUnits.behindLengths(packet, prefixBytes, picture::add);
    }
    NalUnits.betweenStartCodes(packet, picture::add);
    return true;
  }

  private boolean isKey(Picture picture) {
    if (picture.isKey) {
      points = 0;
    } else if (picture.isRecoveryPoint) {
      points++;
    }
    return picture.isKey || (picture.isRecoveryPoint && points >= POINTS_WITHOUT_KEY_FRAME);
  }

  private static boolean isSet(UnitRole role) {
    return switch (role) {
      case VIDEO_SET, SEQUENCE_SET, PICTURE_SET -> true;
      default -> false;
    };
  }

  /** A picture to which a decoder has all that it builds on. */
  private record Decodable(Track track, boolean isKey) {}

  /** Collects the units of one picture. */
  private final class Picture {
    private final ByteBuf target;
    private boolean hasSlice;
    private boolean isKey;
    private boolean isRecoveryPoint;

    Picture(ByteBuf target) {
      this.target = target;
    }

    void add(ByteBuf unit) {
      if (!syntax.isWhole(unit)) {
        return;
      }
      UnitRole role = syntax.role(unit);
      switch (role) {
        case VIDEO_SET, SEQUENCE_SET, PICTURE_SET -> {
          sets.add(role, unit);
          return;
        }
        case LEFT_OUT -> {
          return;
        }
        case KEY_SLICE -> {
          hasSlice = true;
          isKey = true;
        }
        case SLICE -> hasSlice = true;
        case INFORMATION ->
            isRecoveryPoint |= syntax == UnitSyntax.H264 && syntax.isRecoveryPoint(unit);
        case OTHER -> {}
      }
      target.writeInt(unit.readableBytes()).writeBytes(unit);
    }
  }
}
