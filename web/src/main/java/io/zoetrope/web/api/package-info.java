/** What programs ask: cameras and health, as JSON. */
@NullMarked
package io.zoetrope.web.api;

import org.jspecify.annotations.NullMarked;
