package io.zoetrope.drivers.push;

import io.zoetrope.core.publish.PublishingRefusedException;
import io.zoetrope.core.source.BadCameraUriException;
import io.zoetrope.core.source.CameraUri;
import io.zoetrope.core.source.UriOptions;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/** Who may publish: whether a newer publisher replaces the one before, and what it must know. */
record PushOptions(boolean takeover, Optional<String> key) {

  static PushOptions of(CameraUri uri) {
    UriOptions options = UriOptions.of(uri, "takeover", "key");
    if (!uri.address().isEmpty()) {
      throw new BadCameraUriException(
          "push: has only options; write it as in push: or push:?takeover=true&key=SECRET");
    }
    if (uri.options().containsKey("key") && options.text("key").isEmpty()) {
      throw new BadCameraUriException(
          "push: the option key is empty; give it a secret, or leave it out to let everybody publish");
    }
    return new PushOptions(options.flag("takeover", false), options.text("key"));
  }

  /** Takes as long for a key that is nearly right as for any other. */
  void requireKey(String offered) throws PublishingRefusedException {
    if (key.isPresent() && !MessageDigest.isEqual(bytes(key.get()), bytes(offered))) {
      throw new PublishingRefusedException(
          PublishingRefusedException.Reason.KEY,
          offered.isEmpty()
              ? "Publishing to this camera needs its key: add ?key=KEY to the address, or send the header Authorization: Bearer KEY."
              : "This is not the key of this camera: use the one of its push: address.");
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "PushOptions[takeover=" + takeover + "]";
  }
}
