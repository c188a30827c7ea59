package io.zoetrope.web;

import io.zoetrope.web.connection.Timeouts;
import io.zoetrope.web.hosts.AllowedHosts;
import io.zoetrope.web.hosts.HostName;

/**
 * Where and how to listen.
 *
 * @param port 0 for any free one
 * @param eventLoops how many threads send pictures
 * @param timeouts how long to wait for those who connect
 * @param hosts under which names to answer; the host is always one of them
 */
public record WebOptions(
    String host, int port, int eventLoops, Timeouts timeouts, AllowedHosts hosts) {

  public WebOptions {
    hosts = HostName.of(host).map(hosts::and).orElse(hosts);
  }

  /** With no names but local ones. */
  public WebOptions(String host, int port, int eventLoops, Timeouts timeouts) {
    this(host, port, eventLoops, timeouts, AllowedHosts.LOCAL);
  }

  /** One event loop a core: each can fill a fast network by itself. */
  public static WebOptions at(String host, int port) {
    return new WebOptions(
        host, port, Runtime.getRuntime().availableProcessors(), Timeouts.STANDARD);
  }

  public WebOptions withHosts(AllowedHosts changed) {
    return new WebOptions(host, port, eventLoops, timeouts, changed);
  }
}
