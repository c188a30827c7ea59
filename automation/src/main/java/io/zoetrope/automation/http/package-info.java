/** Requests to other servers. */
@NullMarked
package io.zoetrope.automation.http;

import org.jspecify.annotations.NullMarked;
