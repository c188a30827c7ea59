package io.zoetrope.core.stream;

import io.zoetrope.core.media.Frame;
import io.zoetrope.core.media.Track;
import io.zoetrope.core.media.TrackKinds;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What a camera or rendition currently delivers: the frames of its tracks, handed to every viewer.
 * Any thread may call it; nothing here blocks. It has one video track at most, and keeps the frames
 * since the last key frame for those who join.
 *
 * <p>Frames come in generations, such as the openings of a source: once a later one has begun, what
 * is still published of an earlier one is shown to nobody, and video goes on with a key frame.
 */
public final class MediaStream {
  /** The generation that has begun last. */
  private static final long PRESENT = Long.MAX_VALUE;

  private final Audience audience;
  private final Object lock = new Object();

  // Guarded by the lock.
  private final SortedMap<Integer, Track> tracks = new TreeMap<>();
  private @Nullable KeyFrameGroup group;
  private @Nullable Track video; // of which this generation has sent a key frame last
  private Optional<TrackKinds> kinds = Optional.empty();
  private long newestSequence;
  private long newestPicture; // a sequence
  private long generation;
  private long lastOfEarlierGenerations; // a sequence

  /**
   * @param audienceChanged runs after each coming and going, on the thread that caused it, with no
   *     lock held
   * @param threads call the viewers' executors, except for event loops, so that one which takes its
   *     time does not hold up the thread that publishes
   */
  public MediaStream(Runnable audienceChanged, Executor threads) {
    this.audience = new Audience(this, threads, audienceChanged);
  }

  /** The tracks of which frames came since the last generation began, by their ids. */
  public List<Track> tracks() {
    synchronized (lock) {
      return List.copyOf(tracks.values());
    }
  }

  /**
   * Lets a viewer in; it gets the frames since the last key frame at once, or the newest picture,
   * if there are any. Viewers with an equal policy that share an executor share one hop to it per
   * frame, so pass an event loop as the very same object each time.
   *
   * @return the viewer's subscription, to be closed by whoever let it in
   */
  public Subscription join(Viewer viewer, Executor executor) {
    Audience.Member member = audience.join(viewer, executor);
    if (admit(member)) {
      member.group().welcome(member.subscription());
    }
    return member.subscription();
  }

  /**
   * Lets it take frames of this generation, as some of an earlier one may be on their way still.
   * Says whether there is one that it can begin with.
   */
  private boolean admit(Audience.Member member) {
    synchronized (lock) {
      member.subscription().admit(lastOfEarlierGenerations, member.group().frames(), video != null);
      return video != null && group != null;
    }
  }

  /** As {@link #publish(Frame, long)}, as one of the generation that has begun last. */
  public void publish(Frame frame) {
    publish(frame, PRESENT);
  }

  /**
   * Hands the frame to every viewer, unless a later generation or frame has come before it, or it
   * builds on frames that have not come. Its generation begins with it, if it has not begun. The
   * caller keeps its reference.
   */
  public void publish(Frame frame, long ofGeneration) {
    KeyFrameGroup over = null;
    synchronized (lock) {
      if (ofGeneration < generation || frame.sequence() <= newestSequence) {
        return;
      }
      begin(ofGeneration == PRESENT ? generation : ofGeneration);
      if (frame.startsGroup()) {
        over = group;
        group = new KeyFrameGroup(frame);
        video = frame.track();
      } else if (!frame.keyFrame() && !frame.track().equals(video)) {
        return; // It builds on frames that nobody has.
      } else if (group != null && video != null && !group.keyFrame().placeholder()) {
        group.add(frame);
      }
      newestSequence = frame.sequence();
      newestPicture = frame.track().isVideo() ? newestSequence : newestPicture;
      tracks.put(frame.track().id(), frame.track());
      audience.groups().forEach(members -> members.offer(frame));
    }
    KeyFrameGroup.release(over);
    audience.groups().forEach(ViewerGroup::hop);
  }

  /**
   * Begins a generation, unless it or a later one has begun: nothing more is published of earlier
   * ones.
   */
  public void begin(long nextGeneration) {
    synchronized (lock) {
      if (nextGeneration <= generation) {
        return;
      }
      generation = nextGeneration;
      lastOfEarlierGenerations = newestSequence;
      video = null;
      kinds = Optional.empty();
      tracks.clear();
    }
  }

  /** As {@link #begin(long)}, of a generation whose kinds of tracks are known. */
  public void begin(long nextGeneration, TrackKinds known) {
    synchronized (lock) {
      begin(nextGeneration);
      if (nextGeneration == generation) {
        kinds = Optional.of(known);
      }
    }
  }

  /** Which kinds of tracks there are in this generation, if that is known. */
  public Optional<TrackKinds> trackKinds() {
    synchronized (lock) {
      return kinds;
    }
  }

  /**
   * Shows the newest picture once more to the viewers that {@linkplain Viewer#wantsRepeats() want}
   * that.
   */
  public void repeatLatest() {
    long sequence;
    synchronized (lock) {
      if (group == null) {
        return;
      }
      sequence = group.keyFrame().sequence();
    }
    audience.groups().forEach(viewers -> viewers.repeat(sequence));
  }

  /** Forgets its frames, so that nobody is shown an old picture. */
  public void clear() {
    KeyFrameGroup over;
    synchronized (lock) {
      over = group;
      group = null;
    }
    KeyFrameGroup.release(over);
  }

  /**
   * The newest picture that stands alone, with a reference that is the caller's to release; null if
   * there is none.
   */
  public @Nullable Frame retainLatest() {
    synchronized (lock) {
      return group == null ? null : group.keyFrame().retain();
    }
  }

  /** Whether no later picture has been published. */
  public boolean isNewest(Frame picture) {
    synchronized (lock) {
      return picture.sequence() >= newestPicture;
    }
  }

  /** Gives a newcomer what it may begin with. Through its executor. */
  void giveGroup(Subscription newcomer, ViewerGroup joined) {
    List<Frame> frames;
    long number;
    int leftOut;
    synchronized (lock) {
      if (video == null || group == null) { // There is none of this generation.
        return;
      }
      frames = group.retainAll();
      number = joined.frames();
      leftOut = group.leftOut();
    }
    newcomer.begin(frames, leftOut, number);
    frames.forEach(Frame::release);
  }

  /** How many are in. */
  public int viewers() {
    return audience.size();
  }

  /** How many of them stay, unlike those that are {@linkplain Viewer#isBrief brief}. */
  public int lastingViewers() {
    return audience.lasting();
  }

  /** How often a frame was handed to a viewer. */
  public long framesShown() {
    return audience.counters().shown().sum();
  }

  /** How often a viewer was not shown a frame because it was not ready for it. */
  public long framesDropped() {
    return audience.counters().dropped().sum();
  }
}
