package io.zoetrope.app.config;

/** Who has named a camera. */
public enum Origin {
  /** Whoever may write the configuration file, and so decides what runs here. */
  CONFIGURATION_FILE,
  /** Everybody else: the command line, where others may read along, or somebody far away. */
  ELSEWHERE
}
