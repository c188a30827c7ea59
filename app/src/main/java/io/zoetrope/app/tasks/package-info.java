/** Tasks and events: where they are kept, who does them, and how other machines take part. */
@NullMarked
package io.zoetrope.app.tasks;

import org.jspecify.annotations.NullMarked;
