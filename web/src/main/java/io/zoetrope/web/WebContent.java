package io.zoetrope.web;

import io.zoetrope.core.camera.Cameras;
import io.zoetrope.core.rendition.Renditions;
import io.zoetrope.core.time.Timekeeper;
import io.zoetrope.web.pages.PageFiles;
import java.time.Instant;
import java.util.Map;

/**
 * What the server serves; the same for all event loops.
 *
 * @param sources by camera id, where its pictures come from, without secrets
 * @param started when the server was
 */
record WebContent(
    Cameras cameras,
    Renditions renditions,
    Map<String, String> sources,
    Timekeeper time,
    PageFiles pages,
    Instant started) {}
