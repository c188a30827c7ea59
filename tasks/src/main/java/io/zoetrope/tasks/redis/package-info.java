/** Task queues and topics on Redis, for when one machine is not enough. */
@NullMarked
package io.zoetrope.tasks.redis;

import org.jspecify.annotations.NullMarked;
