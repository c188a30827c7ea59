/** What every driver keeps. A driver's own test of it is one small class in its own package. */
@NullMarked
package io.zoetrope.contract;

import org.jspecify.annotations.NullMarked;
