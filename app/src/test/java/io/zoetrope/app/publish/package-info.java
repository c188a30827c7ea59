/** Publishing to push: cameras, as programs do it that are not ours. */
@NullMarked
package io.zoetrope.app.publish;

import org.jspecify.annotations.NullMarked;
