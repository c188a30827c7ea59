package io.zoetrope.web.pages;

import io.zoetrope.rows.format.TablePage;
import java.util.Set;

/**
 * The links from each page to the others, written by the server so that they work without
 * JavaScript. Immutable.
 *
 * @param tasks whether there is a page of background work
 * @param tables the names of the tables; that of {@code events} has a page
 */
public record SiteNav(boolean tasks, Set<String> tables) {
  private static final String TABLE_HEAD =
      """
      <meta name="color-scheme" content="light dark">
      <link rel="icon" type="image/svg+xml" href="../assets/favicon.svg">
      <link rel="stylesheet" href="../assets/zoetrope.css">
      <link rel="stylesheet" href="../assets/tables.css">
      <script src="../assets/localtimes.js" async></script>
      """;
  private static final String HOME =
      "<a class=\"home\" href=\"../\"><img class=\"logo\" src=\"../assets/favicon.svg\""
          + " alt=\"Zoetrope, all cameras\" width=\"40\" height=\"40\"></a>\n";

  public SiteNav {
    tables = Set.copyOf(tables);
  }

  /**
   * What surrounds a table at {@code /api/}: the links, and one back to the page that shows a part
   * of it.
   *
   * @param query of that page, with its question mark, or empty
   */
  public TablePage around(String table, String query) {
    String back =
        switch (table) {
          case "events" -> back("events" + Html.text(query), "Events");
          case "tasks" -> tasks ? back("tasks", "Tasks") : "";
          default -> "";
        };
    return new TablePage(
        TABLE_HEAD, "<header class=\"top\">\n" + HOME + links("../", "") + back + "</header>\n");
  }

  /** The links of the page of this name, from the relative address of the first page on. */
  String links(String root, String current) {
    return "<nav aria-label=\"Pages\">\n"
        + link(root.isEmpty() ? "./" : root, "cameras", "Cameras", current)
        + (tasks ? link(root + "tasks", "tasks", "Tasks", current) : "")
        + (keepsEvents() ? link(root + "events", "events", "Events", current) : "")
        + "</nav>\n";
  }

  /** Where to read what a page shows with JavaScript only. */
  String instead(String page) {
    if (tables.contains(page)) {
      return "<a href=\"api/%s.html\">All %1$s</a> can be read without it.".formatted(page);
    }
    return page.equals("tasks") && tasks
        ? "<a href=\"api/tasks\">The newest tasks</a> can be read without it, as JSON."
        : "This server saves none.";
  }

  public boolean keepsEvents() {
    return tables.contains("events");
  }

  private static String back(String address, String title) {
    return "<p id=\"summary\"><a href=\"../%s\"><span aria-hidden=\"true\">←</span> %s</a></p>\n"
        .formatted(address, title);
  }

  private static String link(String address, String name, String title, String current) {
    String here = name.equals(current) ? " aria-current=\"page\"" : "";
    return "<a id=\"to-%s\" href=\"%s\"%s>%s</a>\n".formatted(name, address, here, title);
  }
}
