package io.zoetrope.benchmarks.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** For any thread. Runs small programs of the system that may not be there. */
public final class Commands {
  private Commands() {}

  /** What the program printed, or {@code otherwise} when it is missing or failed. */
  static String output(String otherwise, String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String text =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0 ? text : otherwise;
    } catch (IOException e) {
      return otherwise;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return otherwise;
    }
  }

  static long number(long otherwise, String... command) {
    String text = output("", command);
    return text.matches("\\d{1,9}") ? Long.parseLong(text) : otherwise;
  }

  /** Whether the program is there and ends well. */
  public static boolean works(String... command) {
    return !output("\0", command).equals("\0");
  }

  static List<String> join(List<String> first, List<String> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }
}
