package io.zoetrope.drivers.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.client5.http.ssl.TrustAllStrategy;
import org.apache.hc.core5.ssl.SSLContextBuilder;

final class Certificates {

  private Certificates() {}

  /** What this address wants; throws with a sentence when its file of authorities holds none. */
  static TlsSocketStrategy of(HttpAddress address) throws IOException {
    try {
      if (address.oldTls()) {
        return new OldTls(
            address.verify() ? Optional.of(trust(address.authority())) : Optional.empty());
      }
      // Java's own check of host names knows none with an underscore.
      ClientTlsStrategyBuilder builder =
          ClientTlsStrategyBuilder.create()
              .setHostnameVerifier(new DefaultHostnameVerifier())
              .setHostVerificationPolicy(HostnameVerificationPolicy.CLIENT);
      if (!address.verify()) {
        builder
            .setSslContext(
                SSLContextBuilder.create()
                    .loadTrustMaterial((KeyStore) null, TrustAllStrategy.INSTANCE)
                    .build())
            .setHostnameVerifier(NoopHostnameVerifier.INSTANCE);
      } else if (address.authority().isPresent()) {
        builder.setSslContext(
            SSLContextBuilder.create()
                .loadTrustMaterial(store(address.authority().get()), null)
                .build());
      }
      return builder.buildClassic();
    } catch (GeneralSecurityException e) {
      throw new IOException(
          "the file of authorities (ca) holds no certificate in PEM form: " + e.getMessage(), e);
    }
  }

  /** Who may sign certificates: the system's authorities unless others are named. */
  private static X509TrustManager trust(Optional<Path> authorities)
      throws IOException, GeneralSecurityException {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(authorities.isPresent() ? store(authorities.get()) : null);
    return (X509TrustManager) trust.getTrustManagers()[0];
  }

  private static KeyStore store(Path authorities) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream in = Files.newInputStream(authorities)) {
      int number = 0;
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("authority-" + number++, certificate);
      }
    }
    if (store.size() == 0) {
      throw new GeneralSecurityException("it is empty");
    }
    return store;
  }
}
