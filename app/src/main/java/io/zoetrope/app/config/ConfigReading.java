package io.zoetrope.app.config;

import java.util.List;
import java.util.Set;

/**
 * What was read from a configuration file, and what in it can never work.
 *
 * @param config without the parts that could not be read
 * @param cameras the names of all cameras in the file, also of those that could not be read
 * @param problems in the order of the file
 */
public record ConfigReading(Config config, Set<String> cameras, List<ConfigProblem> problems) {

  public ConfigReading {
    cameras = Set.copyOf(cameras);
    problems = problems.stream().sorted().toList();
  }

  /**
   * The configuration, when nothing in the file itself can never work.
   *
   * @throws BadConfigException with all problems, if there are any
   */
  public Config orThrow() {
    if (!problems.isEmpty()) {
      throw new BadConfigException(problems);
    }
    return config;
  }
}
