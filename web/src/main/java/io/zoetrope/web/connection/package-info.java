/** What happens to a client's connection: who may keep it, how long, and how it ends. */
@NullMarked
package io.zoetrope.web.connection;

import org.jspecify.annotations.NullMarked;
