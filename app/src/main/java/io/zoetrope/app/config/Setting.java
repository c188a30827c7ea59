package io.zoetrope.app.config;

/** A named part of the configuration file. */
public sealed interface Setting permits Key, Section {

  String name();

  /** The description in the documentation and {@code --help}; empty if it needs none. */
  String help();

  String otherwise();
}
