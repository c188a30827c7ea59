package io.zoetrope.tasks.result;

import java.nio.file.Path;

/**
 * A finished file of a task. It may be deleted at any time, when it is too old or others need room.
 */
public record ResultFile(Path path, ResultType type, long sizeBytes) {}
