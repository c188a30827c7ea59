package io.zoetrope.tasks.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisCommandExecutionException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Redis answers is recognised by its code, not by letters that happen to be in it. */
class RedisFailureTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "OOM command not allowed when used memory > 'maxmemory'.|has no memory left",
        "ERR Error running script (call to f_1): @user_script:3: -OOM command not allowed|has no memory left",
        "ERR no room for that|refused: ERR no room for that",
        "ERR unknown command `XADD`, with args beginning with: `room-1-OOM`|is too old",
        "ERR this key was removed|refused: ERR this key was removed",
        "ERR busybody|refused: ERR busybody",
        "BUSY Redis is busy running a script.|is busy with somebody's script",
        "LOADING Redis is loading the dataset in memory|is still loading",
        "ERR max number of clients reached|has as many clients as it accepts",
        "DENIED Redis is running in protected mode because|only talks to its own machine",
        "ERR DB index is out of range|does not have the database",
        "NOAUTH Authentication required.|wants a password",
      })
  void anAnswerBecomesASentence(String answer, String sentence) {
    assertThat(
            RedisFailure.sentence(
                "Redis at a:1", false, new RedisCommandExecutionException(answer)))
        .startsWith("Redis at a:1 " + sentence);
  }
}
