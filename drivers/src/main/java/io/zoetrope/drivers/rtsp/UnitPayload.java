package io.zoetrope.drivers.rtsp;

import io.zoetrope.core.codec.UnitSyntax;
import io.zoetrope.core.media.ParameterSet;

/** How the units of a picture are put into packets. Used by one thread. */
interface UnitPayload {
  UnitSyntax syntax();

  /** The parameter sets in the description, in the form in which MP4 has them. */
  ParameterSet setup();

  void unpack(RtpPacket packet, PictureUnits picture);

  /** Whether a picture begins with this packet. */
  boolean beginsPicture(RtpPacket packet);

  /** Whether this packet has a part of a picture, other than its first. */
  boolean continuesPicture(RtpPacket packet);
}
