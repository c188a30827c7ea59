package io.zoetrope.web;

import io.zoetrope.core.CameraSystem;
import io.zoetrope.rows.TableSource;
import io.zoetrope.web.hosts.FrameAncestors;
import io.zoetrope.web.mjpeg.FrameFiles;
import io.zoetrope.web.pages.SiteNav;
import io.zoetrope.web.tasks.TaskContent;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a server serves; the same for all event loops. The caller closes it.
 *
 * @param files frames go to many viewers from these
 * @param work background work; without it there are no tasks and no events
 * @param tables served at {@code /api/NAME.FORMAT} each
 * @param embed whose pages may show the pages in a frame, and watch over a WebSocket
 */
public record WebContent(
    CameraSystem system,
    FrameFiles files,
    Optional<TaskContent> work,
    List<TableSource<?>> tables,
    FrameAncestors embed) {

  public WebContent {
    tables = List.copyOf(tables);
  }

  /** Cameras only. */
  public WebContent(CameraSystem system, FrameFiles files) {
    this(system, files, Optional.empty(), List.of(), FrameAncestors.SELF);
  }

  public WebContent withWork(TaskContent added) {
    return new WebContent(system, files, Optional.of(added), tables, embed);
  }

  SiteNav nav() {
    return new SiteNav(
        work.isPresent(),
        tables.stream().map(table -> table.table().name()).collect(Collectors.toSet()));
  }

  public WebContent withTables(List<TableSource<?>> added) {
    return new WebContent(system, files, work, added, embed);
  }

  public WebContent withEmbed(FrameAncestors allowed) {
    return new WebContent(system, files, work, tables, allowed);
  }
}
