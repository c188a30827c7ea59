/** The data folder, which one server at a time has for itself. */
@NullMarked
package io.zoetrope.app.data;

import org.jspecify.annotations.NullMarked;
