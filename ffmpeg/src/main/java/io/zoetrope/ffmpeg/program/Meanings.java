package io.zoetrope.ffmpeg.program;

import java.util.List;
import java.util.Optional;

/** What a program's own words mean, in a sentence for people. */
public record Meanings(List<Meaning> all) {
  private record Meaning(String words, String sentence) {}

  /** Reads lines of the words, a bar and the sentence, in the order in which to look for them. */
  public static Meanings of(String lines) {
    return new Meanings(
        lines
            .lines()
            .map(line -> line.split("\\|", 2))
            .map(parts -> new Meaning(parts[0].strip(), parts[1].strip()))
            .toList());
  }

  public Optional<String> find(List<String> log) {
    return all.stream()
        .filter(meaning -> log.stream().anyMatch(line -> line.contains(meaning.words)))
        .map(Meaning::sentence)
        .findFirst();
  }
}
