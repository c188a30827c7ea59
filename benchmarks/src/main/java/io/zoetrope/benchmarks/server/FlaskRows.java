package io.zoetrope.benchmarks.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The Flask tutorial's generator of table rows, and quicker ones beside it, over a catalog. */
public record FlaskRows(Path folder, Path logs) {

  /** Whether all that it takes is installed. */
  public static boolean installed() {
    return Gunicorn.installed("flask_sqlalchemy");
  }

  /** Which table it shows, {@code TABLE}, {@code SELECT} and so on: see flask_rows.py. */
  public RunningServer start(Map<String, String> environment, Cores cores) throws IOException {
    return Gunicorn.start(
        folder, "flask_rows", "/", environment, logs.resolve("flask-rows.log"), cores);
  }
}
