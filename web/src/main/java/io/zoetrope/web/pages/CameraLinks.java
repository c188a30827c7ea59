package io.zoetrope.web.pages;

import io.zoetrope.core.camera.Camera;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The cameras as links, for a browser without JavaScript. */
final class CameraLinks {

  private CameraLinks() {}

  /** A list; {@code published} are those that somebody else sends pictures to. */
  static String html(List<Camera> cameras, Set<String> published) {
    return cameras.isEmpty()
        ? "<p class=\"message\">There are no cameras yet.</p>"
        : cameras.stream()
            .map(camera -> item(camera, published.contains(camera.id())))
            .collect(Collectors.joining("", "<ul id=\"links\">\n", "</ul>"));
  }

  private static String item(Camera camera, boolean published) {
    String name = "<bdi>" + Html.text(camera.name().shown()) + "</bdi>";
    String segment = Html.segment(camera.id());
    String links =
        link("cameras/" + segment + "/stream.mjpg", "Live picture", "from " + name)
            + link("cameras/" + segment + "/snapshot.jpg", "Snapshot", "of " + name)
            + (published ? link("publish/" + segment, "Publish", "to " + name) : "");
    return "<li><h2>" + name + "</h2>" + links + "</li>\n";
  }

  /** A screen reader that lists links alone also reads each one's camera. */
  private static String link(String address, String text, String camera) {
    return " <a href=\"%s\">%s<span class=\"unseen\"> %s</span></a>"
        .formatted(address, text, camera);
  }
}
