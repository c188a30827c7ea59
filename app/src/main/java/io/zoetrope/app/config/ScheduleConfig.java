package io.zoetrope.app.config;

import io.zoetrope.tasks.TaskRequest;

/**
 * A task that is started again and again.
 *
 * @param cron when, as a cron expression
 * @param task what to start each time
 */
public record ScheduleConfig(String name, String cron, TaskRequest task) {

  public ScheduleConfig {
    Names.check("a schedule", name);
  }
}
