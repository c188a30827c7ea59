/** Webhooks, posted to real receivers. */
@NullMarked
package io.zoetrope.automation.webhook;

import org.jspecify.annotations.NullMarked;
