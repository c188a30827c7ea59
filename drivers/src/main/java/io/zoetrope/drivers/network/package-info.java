/** rtmp:, srt: and udp: streams. */
@NullMarked
package io.zoetrope.drivers.network;

import org.jspecify.annotations.NullMarked;
