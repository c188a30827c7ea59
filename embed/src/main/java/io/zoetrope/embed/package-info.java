/**
 * Live cameras for a Java program: its own pictures or any camera, in a web server of their own or
 * in the program's. Begin with {@link io.zoetrope.embed.LiveCameras}.
 */
@NullMarked
package io.zoetrope.embed;

import org.jspecify.annotations.NullMarked;
