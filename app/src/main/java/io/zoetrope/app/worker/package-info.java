/** Runs a server's tasks on another machine. */
@NullMarked
package io.zoetrope.app.worker;

import org.jspecify.annotations.NullMarked;
