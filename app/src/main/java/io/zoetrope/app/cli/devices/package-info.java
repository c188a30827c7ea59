/** Lists this machine's webcams. */
@NullMarked
package io.zoetrope.app.cli.devices;

import org.jspecify.annotations.NullMarked;
