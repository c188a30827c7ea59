package io.zoetrope.app.config;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The user's configuration can never work; the message has a line for each problem. */
public final class BadConfigException extends RuntimeException {
  private static final long serialVersionUID = 2;

  public BadConfigException(String message) {
    this(List.of(new ConfigProblem(Optional.empty(), message)));
  }

  public BadConfigException(List<ConfigProblem> problems) {
    super(
        problems.stream().sorted().map(ConfigProblem::toString).collect(Collectors.joining("\n")));
  }
}
