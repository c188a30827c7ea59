package io.zoetrope.core.ingest;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.zoetrope.core.codec.H264Sps;
import io.zoetrope.core.codec.H265Sps;
import io.zoetrope.core.codec.UnitRole;
import io.zoetrope.core.codec.UnitSyntax;
import io.zoetrope.core.media.H264;
import io.zoetrope.core.media.H265;
import io.zoetrope.core.media.ParameterSet;
import io.zoetrope.core.media.VideoFormat;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The parameter sets of one track, as they come, and the format they make. Used by one thread. */
final class ParameterSets {
  /** As long as their length in MP4 may say. */
  private static final int LONGEST = 0xFFFF;

  private final UnitSyntax syntax;
  private final Map<UnitRole, SortedMap<Integer, ParameterSet>> sets =
      new EnumMap<>(UnitRole.class);

  private @Nullable ParameterSet newestSequence;
  private Optional<VideoFormat> format = Optional.empty();
  private boolean changed;

  ParameterSets(UnitSyntax syntax) {
    this.syntax = syntax;
    for (UnitRole role : List.of(UnitRole.VIDEO_SET, UnitRole.SEQUENCE_SET, UnitRole.PICTURE_SET)) {
      sets.put(role, new TreeMap<>());
    }
  }

  /** Takes one, which replaces that of the same id; a damaged one is left out. */
  void add(UnitRole role, ByteBuf unit) {
    if (unit.readableBytes() > LONGEST) {
      return;
    }
    ParameterSet set = ParameterSet.of(ByteBufUtil.getBytes(unit));
    syntax
        .id(role, set)
        .ifPresent(id -> {
          if (!set.equals(all(role).put(id, set))) {
            changed = true;
            newestSequence = role == UnitRole.SEQUENCE_SET ? set : newestSequence;
          }
        });
  }

  /** The format of the pictures from here on; empty while sets are missing. */
  Optional<VideoFormat> format() {
    if (changed) {
      changed = false;
      ParameterSet sequence = newestSequence;
      boolean whole = sequence != null && !all(UnitRole.PICTURE_SET).isEmpty();
      format = whole && sequence != null ? formatOf(sequence) : Optional.empty();
    }
    return format;
  }

  /** How many pictures may overtake one; empty if the sets do not say. */
  Optional<Integer> reordered() {
    ParameterSet sequence = newestSequence;
    if (sequence == null) {
      return Optional.empty();
    }
    return syntax == UnitSyntax.H264
        ? H264Sps.parse(sequence).flatMap(H264Sps::reorderedFrames)
        : H265Sps.parse(sequence).map(H265Sps::reorderedFrames);
  }

  private Optional<VideoFormat> formatOf(ParameterSet sequence) {
    List<ParameterSet> sps = List.copyOf(all(UnitRole.SEQUENCE_SET).values());
    List<ParameterSet> pps = List.copyOf(all(UnitRole.PICTURE_SET).values());
    if (syntax == UnitSyntax.H264) {
      return H264Sps.parse(sequence).map(of -> new H264(of.width(), of.height(), sps, pps));
    }
    List<ParameterSet> vps = List.copyOf(all(UnitRole.VIDEO_SET).values());
    return vps.isEmpty()
        ? Optional.empty()
        : H265Sps.parse(sequence).map(of -> new H265(of.width(), of.height(), vps, sps, pps));
  }

  private SortedMap<Integer, ParameterSet> all(UnitRole role) {
    return sets.computeIfAbsent(role, _ -> new TreeMap<>());
  }
}
