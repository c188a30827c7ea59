package io.zoetrope.app.data;

import java.io.IOException;
import java.nio.file.Path;

/** Another server has the data folder; the message is a sentence that says what to do. */
public final class FolderInUseException extends IOException {
  private static final long serialVersionUID = 1;

  FolderInUseException(Path folder, String by) {
    super(
        "The data folder %s is in use by another server (%s). Stop that one first, or give this one a folder of its own with --data, or as data: in zoetrope.yaml."
            .formatted(folder, by));
  }
}
