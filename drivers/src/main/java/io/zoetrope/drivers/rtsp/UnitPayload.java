package io.zoetrope.drivers.rtsp;

import io.netty.buffer.ByteBuf;
import io.zoetrope.core.codec.UnitSyntax;
import io.zoetrope.core.media.ParameterSet;

/** How the units of a picture are put into packets. Used by one thread. */
interface UnitPayload {
  UnitSyntax syntax();

  /** The parameter sets in the description, in the form in which MP4 has them. */
  ParameterSet setup();

  void unpack(ByteBuf payload, PictureUnits picture);

  /** Whether a picture begins with this packet. */
  boolean beginsPicture(ByteBuf payload);

  /** Whether this packet has a part of a picture, other than its first. */
  boolean continuesPicture(ByteBuf payload);
}
