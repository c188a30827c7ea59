package io.zoetrope.app.config;

import io.zoetrope.tasks.TaskRequest;
import java.util.Optional;

/**
 * A task that is started again and again.
 *
 * @param cron when, as a cron expression
 * @param task what to start each time
 * @param place where its payload was read, if it is from a file
 */
public record ScheduleConfig(String name, String cron, TaskRequest task, Optional<Place> place) {

  public ScheduleConfig {
    Names.check("a schedule", name);
  }
}
