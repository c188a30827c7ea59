/** Webhooks, posted to real receivers. */
@NullMarked
package io.zoetrope.app.webhook;

import org.jspecify.annotations.NullMarked;
