package io.zoetrope.benchmarks.rows;

/** A form that tables come in, and how its rows are counted. */
public enum TableForm {
  HTML("html", "</tr", 1, false),
  CSV("csv", "\n", 1, false),
  NDJSON("ndjson", "\n", 0, false),
  NDJSON_GZIP("ndjson", "\n", 0, true),
  /** Cells with tabs between and nothing escaped: what the floor sends. */
  BARE("bare", "\n", 0, false);

  private final String word;
  private final String rowEnd;
  private final int otherRows;
  private final boolean gzip;

  TableForm(String word, String rowEnd, int otherRows, boolean gzip) {
    this.word = word;
    this.rowEnd = rowEnd;
    this.otherRows = otherRows;
    this.gzip = gzip;
  }

  /** As in addresses. */
  public String word() {
    return word;
  }

  /** As in reports. */
  public String title() {
    return gzip ? word + ", gzip" : word;
  }

  String rowEnd() {
    return rowEnd;
  }

  /** How many rows there are beside those of the table, such as the one of the heads. */
  int otherRows() {
    return otherRows;
  }

  boolean gzip() {
    return gzip;
  }
}
