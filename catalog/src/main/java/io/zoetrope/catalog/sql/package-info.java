/** The catalog in a SQLite file or a PostgreSQL database. */
@NullMarked
package io.zoetrope.catalog.sql;

import org.jspecify.annotations.NullMarked;
