package io.zoetrope.app.publish;

import io.zoetrope.web.fixture.Answer;
import io.zoetrope.web.fixture.RawClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What the tests of PublishBodyIT and BadPublishBodyIT share. */
abstract class PublishBodyFixture {
  static RawClient begin(PublishRig rig, String header) throws IOException {
    RawClient client = rig.connect();
    return client.request(
        "POST",
        PublishRig.PATH,
        "Transfer-Encoding: chunked",
        header.isEmpty() ? "X-Nothing: else" : header);
  }

  static Answer put(PublishRig rig, byte[] picture) throws IOException {
    try (RawClient client = rig.connect()) {
      return client
          .request("PUT", PublishRig.PATH, "Content-Length: " + picture.length)
          .send(picture)
          .readAnswer();
    }
  }

  static void chunk(RawClient client, byte[] bytes) throws IOException {
    byte[] size =
        (Integer.toHexString(bytes.length).toUpperCase(Locale.ROOT) + "\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    byte[] all = new byte[size.length + bytes.length + 2];
    System.arraycopy(size, 0, all, 0, size.length);
    System.arraycopy(bytes, 0, all, size.length, bytes.length);
    all[all.length - 2] = '\r';
    all[all.length - 1] = '\n';
    client.send(all);
  }
}
