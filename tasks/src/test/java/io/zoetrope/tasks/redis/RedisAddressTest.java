package io.zoetrope.tasks.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisCredentials;
import io.lettuce.core.RedisURI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a Redis is. */
class RedisAddressTest {

  @ParameterizedTest
  @CsvSource({
    "redis://my_redis, my_redis, 6379, 0, ''",
    "redis://my_redis:6380, my_redis, 6380, 0, ''",
    "redis://me:p%40ss@my_redis:6380/2, my_redis, 6380, 2, p@ss",
    "rediss://:s3cret@the_cache.lan:6380#ca=/ca.pem, the_cache.lan, 6380, 0, s3cret",
    "redis://:s3cret@192.0.2.9:6380/2, 192.0.2.9, 6380, 2, s3cret",
    "redis://[::1]:6380, [::1], 6380, 0, ''",
  })
  void hostsMayHaveAnUnderscore(
      String address, String host, int port, int database, String password) {
    RedisURI uri = RedisAddress.parse(address).uri();

    assertThat(RedisAddress.parse(address).shown()).startsWith(host + ":" + port);
    assertThat(uri.getHost()).isEqualTo(host);
    assertThat(uri.getPort()).isEqualTo(port);
    assertThat(uri.getDatabase()).isEqualTo(database);
    RedisCredentials login = uri.getCredentialsProvider().resolveCredentials().toFuture().join();
    assertThat(login.hasPassword() ? new String(login.getPassword()) : "").isEqualTo(password);
  }
}
