/** What all routes share: methods, headers, errors, blocking calls, finding the camera. */
@NullMarked
package io.zoetrope.web.http;

import org.jspecify.annotations.NullMarked;
