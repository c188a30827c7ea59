/** What several drivers share: options, addresses, keeping a rate, waiting for files. */
@NullMarked
package io.zoetrope.drivers.support;

import org.jspecify.annotations.NullMarked;
