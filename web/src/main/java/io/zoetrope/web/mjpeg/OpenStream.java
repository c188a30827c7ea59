package io.zoetrope.web.mjpeg;

import static java.util.Objects.requireNonNull;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.stream.Subscription;
import io.zoetrope.core.stream.Viewer;
import io.zoetrope.web.connection.OpenOutput;
import org.jspecify.annotations.Nullable;

/** A client that watches: shown one frame at a time. Event loop only. */
abstract class OpenStream implements Viewer, OpenOutput {
  private final PartForm form;
  private final MultipartFrames frames;
  private @Nullable Frame sending;
  private @Nullable Subscription through;
  private long sendingSinceNanos;

  OpenStream(PartForm form, MultipartFrames frames) {
    this.form = form;
    this.frames = frames;
  }

  @Override
  public void show(Frame frame, Subscription subscription) {
    if (isOver()) {
      subscription.close();
      return;
    }
    Part part = frame.attachment(frames).part(form); // Throws if there is no memory for it.
    sending = frame.retain();
    through = subscription;
    sendingSinceNanos = System.nanoTime();
    send(part);
  }

  /** Only a browser shows a part when the next one comes. */
  @Override
  public boolean wantsRepeats() {
    return form == PartForm.HEADER_AHEAD;
  }

  @Override
  public long stalledNanos(long nowNanos) {
    return sending != null ? nowNanos - sendingSinceNanos : 0;
  }

  /** The part is on its way no longer. */
  void sent(boolean whole) {
    requireNonNull(sending).release();
    sending = null;
    if (whole) {
      requireNonNull(through).ready();
    } else {
      requireNonNull(through).close();
    }
  }

  abstract boolean isOver();

  /** Sends it, and calls {@link #sent} when it has left or cannot. */
  abstract void send(Part part);
}
