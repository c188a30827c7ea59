package io.zoetrope.tasks;

/**
 * How far a task has come.
 *
 * @param percent 0 to 100; of a task that is done always 100
 * @param note what is being done, in a few words; may be empty, and is when the task is done
 */
public record Progress(int percent, String note) {
  public static final Progress NONE = new Progress(0, "");

  public Progress {
    if (percent < 0 || percent > 100) {
      throw new IllegalArgumentException("Progress is 0 to 100 per cent, not " + percent);
    }
  }
}
