package io.zoetrope.app.log;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.IThrowableProxy;
import io.zoetrope.core.secret.Secrets;

/** An exception that is logged, without the secrets of addresses in it. Any thread. */
public final class RedactedException extends ThrowableProxyConverter {

  @Override
  protected String throwableProxyToString(IThrowableProxy thrown) {
    return Secrets.mask(super.throwableProxyToString(thrown));
  }
}
