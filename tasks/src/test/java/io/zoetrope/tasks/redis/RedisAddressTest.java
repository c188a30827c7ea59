package io.zoetrope.tasks.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a Redis is. */
class RedisAddressTest {

  @ParameterizedTest
  @CsvSource({
    "redis://my_redis:6379, my_redis:6379",
    "redis://me:p%40ss@my_redis/2, my_redis:6379/2",
    "rediss://:s3cret@the_cache.lan:6380#ca=/ca.pem, the_cache.lan:6380",
  })
  void hostsMayHaveAnUnderscore(String address, String shown) {
    assertThat(RedisAddress.parse(address).shown()).isEqualTo(shown);
  }
}
