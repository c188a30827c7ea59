/** News of cameras. */
@NullMarked
package io.zoetrope.app.news;

import org.jspecify.annotations.NullMarked;
