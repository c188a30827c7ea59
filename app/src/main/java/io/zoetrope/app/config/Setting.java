package io.zoetrope.app.config;

/** What may be under a name in the configuration file. */
public sealed interface Setting permits Key, Section {

  String name();

  /** What it means, for the documentation and {@code --help}; empty if that needs no words. */
  String help();

  /** What holds if it is not set, in words. */
  String otherwise();
}
