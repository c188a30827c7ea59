package io.zoetrope.catalog.sql;

import io.zoetrope.catalog.EventRecord;
import io.zoetrope.rows.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** The table of events. */
record EventRows(Dialect engine) implements RowMapping<EventRecord> {
  @Override
  public Table<EventRecord> table() {
    return EventRecord.TABLE;
  }

  @Override
  public String columns() {
    return "id, at, kind, camera, detail";
  }

  @Override
  public String time() {
    return "at";
  }

  @Override
  public String tie() {
    return "seq";
  }

  @Override
  public EventRecord read(ResultSet row) throws SQLException {
    return new EventRecord(
        engine.text(row, 1),
        engine.time(row, 2),
        engine.text(row, 3),
        engine.textOrNull(row, 4),
        engine.text(row, 5));
  }

  @Override
  public Instant time(EventRecord row) {
    return row.at();
  }

  @Override
  public String id(EventRecord row) {
    return row.id();
  }
}
