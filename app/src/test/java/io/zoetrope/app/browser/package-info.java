/** What people see, in a real Chromium. */
@NullMarked
package io.zoetrope.app.browser;

import org.jspecify.annotations.NullMarked;
