package io.zoetrope.rows.format;

/**
 * How a table is written. Immutable.
 *
 * @param about says in a few words for people which rows these are; a page shows it. May be empty
 * @param spreadsheetSafe whether CSV cells that a spreadsheet would take for a formula get a {@code
 *     '} in front, and the CSV begins with a byte order mark, by which Excel knows UTF-8
 * @param page what surrounds the table in a page
 */
public record TableOptions(String about, boolean spreadsheetSafe, TablePage page) {
  public static final TableOptions STANDARD = new TableOptions("", false);

  /** With nothing around the table. */
  public TableOptions(String about, boolean spreadsheetSafe) {
    this(about, spreadsheetSafe, TablePage.PLAIN);
  }

  public TableOptions withAbout(String words) {
    return new TableOptions(words, spreadsheetSafe, page);
  }

  public TableOptions withPage(TablePage around) {
    return new TableOptions(about, spreadsheetSafe, around);
  }

  public TableOptions safeForSpreadsheets() {
    return new TableOptions(about, true, page);
  }
}
