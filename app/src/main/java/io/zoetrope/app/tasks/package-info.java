/** Tasks and events: where they are stored, who runs them, and how other machines take part. */
@NullMarked
package io.zoetrope.app.tasks;

import org.jspecify.annotations.NullMarked;
