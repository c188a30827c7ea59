package io.zoetrope.rows.format;

/**
 * What surrounds a table in the page that is made of it, for a page that is to look like others of
 * a program. It is HTML and written as it is: text from outside must be escaped. Immutable.
 *
 * @param head ends the head of the page, with style sheets and scripts for instance; those columns
 *     that are times have {@code data-type="time"} in their {@code th}
 * @param top begins its body
 */
public record TablePage(String head, String top) {
  /** Nothing but the table. */
  public static final TablePage PLAIN = new TablePage("", "");
}
