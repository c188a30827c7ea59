/**
 * What several drivers share: reading options, keeping a rate, taking in JPEGs, child processes.
 */
@NullMarked
package io.zoetrope.drivers.support;

import org.jspecify.annotations.NullMarked;
