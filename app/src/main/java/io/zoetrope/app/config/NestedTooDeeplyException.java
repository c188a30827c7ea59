package io.zoetrope.app.config;

/** A configuration file has lists within lists, or keys within keys, beyond any sense. */
final class NestedTooDeeplyException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int line;

  NestedTooDeeplyException(int line) {
    super("lists and keys are nested more than %d deep".formatted(ShallowParser.DEEPEST));
    this.line = line;
  }

  int line() {
    return line;
  }
}
