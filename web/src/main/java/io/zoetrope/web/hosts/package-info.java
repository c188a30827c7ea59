/** Under which names the server answers, and whose pages may show ours. */
@NullMarked
package io.zoetrope.web.hosts;

import org.jspecify.annotations.NullMarked;
