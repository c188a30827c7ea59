package io.zoetrope.app.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keys of the configuration file that belong together.
 *
 * @param entry what the documentation calls an entry, if the section is a list of entries with
 *     names of their own
 * @param shortForm the key that is meant if there is a single value in place of keys and values
 */
public record Section(
    String name,
    String entry,
    List<Setting> settings,
    Optional<Key<?>> shortForm,
    String help,
    String otherwise)
    implements Setting {

  static Section of(String name, Setting... settings) {
    return new Section(name, "", List.of(settings), Optional.empty(), "", "");
  }

  /** A list of entries, each of which may have these settings. */
  static Section each(String name, String entry, Setting... settings) {
    return new Section(name, entry, List.of(settings), Optional.empty(), "", "");
  }

  Section withShortForm(Key<?> key, String meaning, String unset) {
    return new Section(name, entry, settings, Optional.of(key), meaning, unset);
  }

  boolean hasEntries() {
    return !entry.isEmpty();
  }

  Section entry(String called) {
    return new Section(called, "", settings, shortForm, help, otherwise);
  }

  String thing() {
    return name.substring(0, name.length() - 1);
  }

  String names() {
    return settings.stream().map(Setting::name).collect(Collectors.joining(", "));
  }

  boolean allows(String key) {
    return hasEntries() || settings.stream().anyMatch(setting -> setting.name().equals(key));
  }

  /** Everything to be documented, by its full name. */
  public Stream<Map.Entry<String, Setting>> table() {
    return settings.stream().flatMap(setting -> rows(name.isEmpty() ? "" : path() + ".", setting));
  }

  public Setting find(String fullName) {
    return table()
        .filter(row -> row.getKey().equals(fullName))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow();
  }

  private String path() {
    return hasEntries() ? name + "." + entry : name;
  }

  private static Stream<Map.Entry<String, Setting>> rows(String prefix, Setting setting) {
    return switch (setting) {
      case Key<?> key -> Stream.of(Map.entry(prefix + key.name(), setting));
      case Section section ->
          Stream.concat(
              section.help().isEmpty()
                  ? Stream.empty()
                  : Stream.of(Map.entry(prefix + section.path(), setting)),
              section.table().map(row -> Map.entry(prefix + row.getKey(), row.getValue())));
    };
  }
}
