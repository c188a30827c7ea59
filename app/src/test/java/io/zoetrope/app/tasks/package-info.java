@NullMarked
package io.zoetrope.app.tasks;

import org.jspecify.annotations.NullMarked;
