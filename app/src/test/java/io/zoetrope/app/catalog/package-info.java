/** What goes into the catalog, with fakes that fail and hang. */
@NullMarked
package io.zoetrope.app.catalog;

import org.jspecify.annotations.NullMarked;
