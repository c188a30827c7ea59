/** Programs that people watch with. */
@NullMarked
package io.zoetrope.app.clients;

import org.jspecify.annotations.NullMarked;
