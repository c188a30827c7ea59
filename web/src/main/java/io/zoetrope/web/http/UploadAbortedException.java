package io.zoetrope.web.http;

import java.io.IOException;

/** The connection of who sends a body has broken off: there is nobody left to tell. */
public final class UploadAbortedException extends IOException {
  private static final long serialVersionUID = 1;

  UploadAbortedException(String message) {
    super(message);
  }
}
