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
    return first(TranscoderProvider.class, "What makes pictures in other sizes");
  }

  /** As {@link #installed}, of what makes pictures of video. */
  public static Optional<StreamTranscoderProvider> installedForStreams() {
    return first(StreamTranscoderProvider.class, "What makes pictures of video");
  }

  private static <S> Optional<S> first(Class<S> service, String name) {
    for (Outcome<S> offer :
        Services.load(
            service, Thread.currentThread().getContextClassLoader(), _ -> true, LONGEST)) {
      switch (offer) {
        case Returned<S>(S provider) -> {
          return Optional.of(provider);
        }
        case Threw<S>(Throwable broken) ->
            LOG.log(
                System.Logger.Level.WARNING,
                "{0} cannot be used: {1}",
                name,
                ForeignCode.describe(broken));
      }
    }
    return Optional.empty();
  }
}
