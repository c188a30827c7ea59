/** What is secret in addresses and commands, and how to show them without it. */
@NullMarked
package io.zoetrope.core.secret;

import org.jspecify.annotations.NullMarked;
