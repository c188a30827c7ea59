/** Publishing to push: cameras with other people's programs. */
@NullMarked
package io.zoetrope.app.publish;

import org.jspecify.annotations.NullMarked;
