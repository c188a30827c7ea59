/** What every module needs to stay alive: a guard for foreign code, back-off, closing in order. */
@NullMarked
package io.zoetrope.base;

import org.jspecify.annotations.NullMarked;
