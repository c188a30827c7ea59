/** How workers find servers, and people the addresses of this machine. */
@NullMarked
package io.zoetrope.app.presence;

import org.jspecify.annotations.NullMarked;
