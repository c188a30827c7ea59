package io.zoetrope.tasks;

/** What a handler knows about the task it does. Any thread may call it. */
public interface TaskContext {

  Task task();

  /**
   * Tells how far the work has come. May be called as often as one likes: what comes too fast is
   * left out.
   */
  void progress(int percent, String note);
}
