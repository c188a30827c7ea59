package io.zoetrope.app.http;

import java.net.InetAddress;
import org.apache.hc.client5.http.DnsResolver;

/** Knows every host, as this machine. */
public enum LoopbackNames implements DnsResolver {
  INSTANCE;

  @Override
  public InetAddress[] resolve(String host) {
    return new InetAddress[] {InetAddress.getLoopbackAddress()};
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }
}
