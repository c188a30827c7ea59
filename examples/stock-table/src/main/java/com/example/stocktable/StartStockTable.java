package com.example.stocktable;

/** Starts the program, or says which Java it needs: this class runs on older ones as well. */
public final class StartStockTable {

  private StartStockTable() {}

  /** Takes the words of {@link StockTable}. */
  public static void main(String[] words) throws Exception {
    String version = System.getProperty("java.specification.version");
    if (Double.parseDouble(version) < 25) {
      System.err.println(
          "This program needs Java 25 or newer, but this is Java "
              + version
              + ": start it with the java of a newer JDK (https://adoptium.net).");
      System.exit(2);
    }
    StockTable.main(words);
  }
}
