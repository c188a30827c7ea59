/** The task queue of a single server: in a SQLite file, used by one process at a time. */
@NullMarked
package io.zoetrope.tasks.local;

import org.jspecify.annotations.NullMarked;
