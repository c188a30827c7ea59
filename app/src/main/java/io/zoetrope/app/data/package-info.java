/** The data folder, which belongs to one server at a time. */
@NullMarked
package io.zoetrope.app.data;

import org.jspecify.annotations.NullMarked;
