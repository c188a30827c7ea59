/** Third-party drivers: jars in a folder. */
@NullMarked
package io.zoetrope.app.plugins;

import org.jspecify.annotations.NullMarked;
