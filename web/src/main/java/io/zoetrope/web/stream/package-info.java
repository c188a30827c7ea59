/** Answers of any length, made while they are sent, in little memory: for any Vert.x router. */
@NullMarked
package io.zoetrope.web.stream;

import org.jspecify.annotations.NullMarked;
