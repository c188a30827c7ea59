package io.zoetrope.web.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files of the pages, read once so that no event loop reads files. Immutable; any thread. */
final class PageFiles {
  private static final List<String> NAMES =
      List.of(
          "index.html",
          "zoetrope.css",
          "cameras.css",
          "publish.html",
          "publish.css",
          "favicon.svg",
          "zoetrope.js",
          "announcer.js",
          "ask.js",
          "card.js",
          "controls.js",
          "dom.js",
          "eventfilter.js",
          "eventlist.js",
          "events.css",
          "events.html",
          "events.js",
          "eventwords.js",
          "grid.js",
          "large.js",
          "lens.js",
          "link.js",
          "localtimes.js",
          "names.js",
          "poll.js",
          "publish.js",
          "shutter.js",
          "slash.js",
          "tables.css",
          "taskform.js",
          "tasklist.js",
          "tasks.css",
          "tasks.html",
          "tasks.js",
          "taskwords.js",
          "updates.js",
          "waits.js",
          "words.js");

  private final Map<String, PageFile> byName;

  private PageFiles(Map<String, PageFile> byName) {
    this.byName = Map.copyOf(byName);
  }

  static PageFiles load() {
    Map<String, PageFile> files = new HashMap<>();
    for (String name : NAMES) {
      try (InputStream in = PageFiles.class.getResourceAsStream(name)) {
        if (in == null) {
          throw new IllegalStateException("The page's file " + name + " is missing from the build");
        }
        files.put(name, new PageFile(name, in.readAllBytes()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    files.put(PlayerScript.NAME, PlayerScript.load());
    return new PageFiles(files);
  }

  Optional<PageFile> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }
}
