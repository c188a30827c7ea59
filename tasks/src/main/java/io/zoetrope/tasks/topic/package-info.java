/** Events that everyone hears: each subscriber gets every message. */
@NullMarked
package io.zoetrope.tasks.topic;

import org.jspecify.annotations.NullMarked;
