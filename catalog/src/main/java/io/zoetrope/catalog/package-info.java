/** What happened, kept in a database: events, tasks and their results. */
@NullMarked
package io.zoetrope.catalog;

import org.jspecify.annotations.NullMarked;
