package io.zoetrope.web;

import io.zoetrope.core.camera.Cameras;
import io.zoetrope.core.publish.PublishPoints;
import io.zoetrope.core.rendition.Renditions;
import io.zoetrope.core.time.Timekeeper;
import io.zoetrope.rows.TableSource;
import io.zoetrope.web.http.FrameAncestors;
import io.zoetrope.web.mjpeg.FrameFiles;
import io.zoetrope.web.pages.SiteNav;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a server serves; the same for all event loops. It stays whoever's it was to close.
 *
 * @param publishPoints where pictures are published
 * @param sources by camera id, where its pictures come from, without secrets
 * @param files frames go to many viewers from these
 * @param work background work; without it there are no tasks and no events
 * @param tables served at {@code /api/NAME.FORMAT} each
 * @param embed whose pages may show the pages in a frame
 */
public record WebContent(
    Cameras cameras,
    Renditions renditions,
    PublishPoints publishPoints,
    Map<String, String> sources,
    FrameFiles files,
    Timekeeper time,
    Optional<WorkContent> work,
    List<TableSource<?>> tables,
    FrameAncestors embed) {

  public WebContent {
    sources = Map.copyOf(sources);
    tables = List.copyOf(tables);
  }

  /** Cameras only. */
  public WebContent(
      Cameras cameras,
      Renditions renditions,
      PublishPoints publishPoints,
      Map<String, String> sources,
      FrameFiles files,
      Timekeeper time) {
    this(
        cameras,
        renditions,
        publishPoints,
        sources,
        files,
        time,
        Optional.empty(),
        List.of(),
        FrameAncestors.SELF);
  }

  public WebContent withWork(WorkContent added) {
    return new WebContent(
        cameras,
        renditions,
        publishPoints,
        sources,
        files,
        time,
        Optional.of(added),
        tables,
        embed);
  }

  /** Which pages there are. */
  SiteNav nav() {
    return new SiteNav(
        work.isPresent(),
        tables.stream().map(table -> table.table().name()).collect(Collectors.toSet()));
  }

  /** Whether there is a table of what happened. */
  boolean keepsEvents() {
    return tables.stream().anyMatch(table -> table.table().name().equals("events"));
  }

  public WebContent withTables(List<TableSource<?>> added) {
    return new WebContent(
        cameras, renditions, publishPoints, sources, files, time, work, added, embed);
  }

  public WebContent withEmbed(FrameAncestors allowed) {
    return new WebContent(
        cameras, renditions, publishPoints, sources, files, time, work, tables, allowed);
  }
}
