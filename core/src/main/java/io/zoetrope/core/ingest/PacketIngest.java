package io.zoetrope.core.ingest;

import io.netty.buffer.ByteBuf;
import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.ParameterSet;
import java.io.IOException;
import java.util.Optional;

/** Makes frames of the packets of one track, as a container holds them. Used by one thread. */
public interface PacketIngest {

  /** What a decoder must know from here on, as the container has it: before packets, or between. */
  default void setup(ParameterSet setup) {}

  /**
   * Makes a frame that is captured now.
   *
   * @param packet stays the caller's; it is copied
   * @param streamNanos when it is to be presented, by the stream's clock
   * @return a frame whose one reference is the caller's to release; empty if the packet is of no
   *     use to anybody
   */
  Optional<Frame> frameOf(ByteBuf packet, long streamNanos) throws IOException;
}
