package io.zoetrope.app.config;

/** Who has named a camera. */
public enum Origin {
  /** Whoever may write the configuration file, and so decides what runs here. */
  CONFIGURATION_FILE,
  /** Anybody else: the command line, which others may be able to read, or a remote user. */
  ELSEWHERE
}
