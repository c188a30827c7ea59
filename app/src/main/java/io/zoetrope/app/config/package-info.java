/** The configuration: what the file and the command line say, checked. */
@NullMarked
package io.zoetrope.app.config;

import org.jspecify.annotations.NullMarked;
