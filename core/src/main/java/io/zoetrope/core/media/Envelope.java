package io.zoetrope.core.media;

import java.time.Instant;

/**
 * The bytes that surround every picture in its buffer, so that they go to the wire as they are and
 * no viewer pays for framing. Called by the thread that builds the frame.
 */
public interface Envelope {

  /** No bytes around the picture. */
  Envelope NONE =
      new Envelope() {
        @Override
        public int maxBytesBefore() {
          return 0;
        }

        @Override
        public byte[] before(PictureFormat format, int sizeBytes, Instant capturedAt) {
          return new byte[0];
        }

        @Override
        public byte[] after(PictureFormat format) {
          return new byte[0];
        }
      };

  /** The most bytes that {@link #before} returns: so much room is kept in front of each picture. */
  int maxBytesBefore();

  /**
   * What comes before a picture.
   *
   * @param sizeBytes of the picture alone
   * @return at most {@link #maxBytesBefore} bytes, which are copied
   */
  byte[] before(PictureFormat format, int sizeBytes, Instant capturedAt);

  /** What comes behind a picture; it is copied. */
  byte[] after(PictureFormat format);
}
