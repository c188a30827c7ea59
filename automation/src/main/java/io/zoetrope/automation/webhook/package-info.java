/** What happens, told to other servers: see docs/webhooks.md. */
@NullMarked
package io.zoetrope.automation.webhook;

import org.jspecify.annotations.NullMarked;
