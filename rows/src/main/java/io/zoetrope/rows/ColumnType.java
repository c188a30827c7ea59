package io.zoetrope.rows;

/** What a column holds. */
public enum ColumnType {
  TEXT,
  /** A {@link Number}; written without quotes where the format tells numbers from text. */
  NUMBER,
  BOOLEAN,
  /** An {@link java.time.Instant}; written as in {@code 2026-11-21T13:41:12.345Z}. */
  TIME,
  /** Text that is JSON already: part of the document where the format is JSON, else text. */
  JSON
}
