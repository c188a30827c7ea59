package io.zoetrope.core.transcode;

import io.zoetrope.base.ForeignCode;
import io.zoetrope.base.Outcome;
import io.zoetrope.base.Outcome.Returned;
import io.zoetrope.base.Outcome.Threw;
import io.zoetrope.base.Services;
import java.time.Duration;
import java.util.Optional;

/** Finds what re-encodes pictures on this machine. Any thread. */
public final class TranscoderSearch {
  private static final System.Logger LOG = System.getLogger(TranscoderSearch.class.getName());
  private static final Duration LONGEST = Duration.ofSeconds(3);

  private TranscoderSearch() {}

  /** The first on the class path that works; what is broken is logged and passed over. */
  public static Optional<TranscoderProvider> installed() {
    for (Outcome<TranscoderProvider> offer :
        Services.load(
            TranscoderProvider.class,
            Thread.currentThread().getContextClassLoader(),
            _ -> true,
            LONGEST)) {
      switch (offer) {
        case Returned<TranscoderProvider>(TranscoderProvider provider) -> {
          return Optional.of(provider);
        }
        case Threw<TranscoderProvider>(Throwable broken) ->
            LOG.log(
                System.Logger.Level.WARNING,
                "What makes pictures in other sizes cannot be used: {0}",
                ForeignCode.describe(broken));
      }
    }
    return Optional.empty();
  }
}
