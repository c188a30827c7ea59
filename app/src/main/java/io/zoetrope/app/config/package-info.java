/** The configuration, from the file and the command line, checked. */
@NullMarked
package io.zoetrope.app.config;

import org.jspecify.annotations.NullMarked;
