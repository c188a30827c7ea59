package io.zoetrope.web.connection;

import java.time.Duration;

/** What the kernel does with what is written. Event loop only. */
interface SendSocket {
  long UNLIMITED = Long.MAX_VALUE;

  /** Accepts more only while less than this has not been sent. */
  void limitUnsent(long bytes);

  void limitRate(long bytesPerSecond);

  /** How many bytes have arrived there. */
  long acked();

  /** From sending to the answer of the other side's kernel. */
  Duration roundTrip();

  /** How much of this is more than the least there was: it waits in routers. */
  Duration queued();
}
