/** The pages for people. */
@NullMarked
package io.zoetrope.web.pages;

import org.jspecify.annotations.NullMarked;
