/**
 * Background work that is never lost: queues, and the workers that do it. Knows no camera and no
 * web server.
 */
@NullMarked
package io.zoetrope.tasks;

import org.jspecify.annotations.NullMarked;
