/**
 * Live cameras for a Java program: its own pictures or any camera, in a web server of their own or
 * in the program's. Begin with {@link io.zoetrope.web.embed.LiveCameras}.
 */
@NullMarked
package io.zoetrope.web.embed;

import org.jspecify.annotations.NullMarked;
