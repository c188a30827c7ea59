package io.zoetrope.drivers.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import java.util.Vector;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509TrustManager;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.DefaultTlsDHGroupVerifier;
import org.bouncycastle.tls.NameType;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.ServerName;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsClientProtocol;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsDHGroupVerifier;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.jspecify.annotations.Nullable;

/**
 * TLS from 1.0 on, for cameras that know nothing newer. It is BouncyCastle's, because Java's own
 * allows old protocols and ciphers for the whole process or not at all. Any thread.
 */
final class OldTls implements TlsSocketStrategy {
  private static final int SHORTEST_DH_BITS = 1024;
  private static final int[] OLD_CIPHERS = {
    CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA,
    CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA,
    CipherSuite.TLS_DHE_RSA_WITH_AES_256_CBC_SHA,
    CipherSuite.TLS_DHE_RSA_WITH_AES_128_CBC_SHA,
    CipherSuite.TLS_RSA_WITH_AES_256_GCM_SHA384,
    CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256,
    CipherSuite.TLS_RSA_WITH_AES_256_CBC_SHA256,
    CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA256,
    CipherSuite.TLS_RSA_WITH_AES_256_CBC_SHA,
    CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA,
    CipherSuite.TLS_RSA_WITH_3DES_EDE_CBC_SHA
  };

  private final Optional<X509TrustManager> trust;
  private final BcTlsCrypto crypto = new BcTlsCrypto(new SecureRandom());

  /** Nobody looks at the certificate where trust is empty. */
  OldTls(Optional<X509TrustManager> trust) {
    this.trust = trust;
  }

  @Override
  public SSLSocket upgrade(
      Socket socket, String host, int port, @Nullable Object attachment, HttpContext context)
      throws IOException {
    TlsClientProtocol protocol =
        new TlsClientProtocol(socket.getInputStream(), socket.getOutputStream());
    try {
      protocol.connect(new Client(host));
    } catch (TlsFatalAlert e) {
      if (e.getCause() instanceof SSLException refused) {
        throw refused;
      }
      throw new SSLHandshakeException("even old TLS fails: " + e.getMessage(), e);
    }
    return new OldTlsSocket(socket, protocol.getInputStream(), protocol.getOutputStream());
  }

  private void check(String host, TlsServerCertificate shown) throws IOException {
    if (trust.isEmpty()) {
      return;
    }
    try {
      X509Certificate[] chain = chain(shown);
      trust.get().checkServerTrusted(chain, "RSA");
      new DefaultHostnameVerifier().verify(host, chain[0]);
    } catch (SSLException e) {
      throw new TlsFatalAlert(AlertDescription.bad_certificate, e);
    } catch (GeneralSecurityException e) {
      throw new TlsFatalAlert(
          AlertDescription.bad_certificate, new SSLHandshakeException(e.getMessage(), e));
    }
  }

  private static X509Certificate[] chain(TlsServerCertificate shown)
      throws IOException, CertificateException {
    TlsCertificate[] list = shown.getCertificate().getCertificateList();
    X509Certificate[] chain = new X509Certificate[list.length];
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    for (int i = 0; i < list.length; i++) {
      chain[i] =
          (X509Certificate)
              factory.generateCertificate(new ByteArrayInputStream(list[i].getEncoded()));
    }
    return chain;
  }

  private final class Client extends DefaultTlsClient implements TlsAuthentication {
    private final String host;

    Client(String host) {
      super(crypto);
      this.host = host;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
      return ProtocolVersion.TLSv12.downTo(ProtocolVersion.TLSv10);
    }

    @Override
    protected int[] getSupportedCipherSuites() {
      int[] modern = super.getSupportedCipherSuites();
      int[] old = TlsUtils.getSupportedCipherSuites(crypto, OLD_CIPHERS);
      int[] all = Arrays.copyOf(modern, modern.length + old.length);
      System.arraycopy(old, 0, all, modern.length, old.length);
      return Arrays.stream(all).distinct().toArray();
    }

    @Override
    public TlsDHGroupVerifier getDHGroupVerifier() {
      return new DefaultTlsDHGroupVerifier(SHORTEST_DH_BITS);
    }

    @Override
    @SuppressWarnings({"rawtypes", "unchecked", "JdkObsolete"}) // BouncyCastle's types.
    protected @Nullable Vector getSNIServerNames() {
      boolean isAddress = host.contains(":") || host.matches("[\\d.]+");
      Vector names = new Vector();
      if (isAddress) {
        return null;
      }
      names.add(new ServerName(NameType.host_name, host.getBytes(StandardCharsets.US_ASCII)));
      return names;
    }

    @Override
    public void notifySecureRenegotiation(boolean secure) {
      // Old cameras do not know it; we never negotiate again.
    }

    @Override
    public TlsAuthentication getAuthentication() {
      return this;
    }

    @Override
    public void notifyServerCertificate(TlsServerCertificate shown) throws IOException {
      check(host, shown);
    }

    @Override
    public @Nullable TlsCredentials getClientCredentials(CertificateRequest request) {
      return null;
    }
  }
}
