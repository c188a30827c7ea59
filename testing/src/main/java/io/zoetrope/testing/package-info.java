/**
 * Fixtures for tests: time that is set by hand, scripted cameras, a real server with raw clients.
 */
@NullMarked
package io.zoetrope.testing;

import org.jspecify.annotations.NullMarked;
