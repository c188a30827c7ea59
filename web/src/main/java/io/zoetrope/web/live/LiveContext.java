package io.zoetrope.web.live;

import io.netty.channel.EventLoop;
import io.zoetrope.core.CameraSystem;

/** What all views of one client use. Immutable. */
record LiveContext(CameraSystem system, EventLoop loop, LiveWire wire, LiveForm form) {}
