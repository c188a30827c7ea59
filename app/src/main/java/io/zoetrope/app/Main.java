package io.zoetrope.app;

import io.zoetrope.app.cli.CommandLineRunner;

public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(CommandLineRunner.run(arguments));
  }
}
