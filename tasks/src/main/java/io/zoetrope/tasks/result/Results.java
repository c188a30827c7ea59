package io.zoetrope.tasks.result;

import java.io.IOException;

/** Where tasks put their files: a folder of this machine, or a server. Any thread may call it. */
public interface Results {

  /** Begins the file of a task. A task that is done twice has one file all the same. */
  NewResult begin(String taskId, ResultType type) throws IOException;
}
