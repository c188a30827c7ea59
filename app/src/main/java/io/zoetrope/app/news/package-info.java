/** What happens to cameras, told to whoever subscribes. */
@NullMarked
package io.zoetrope.app.news;

import org.jspecify.annotations.NullMarked;
