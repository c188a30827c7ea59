package io.zoetrope.ffmpeg.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CacheFolderTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "nothing",
      textBlock =
          """
          CACHE_DIRECTORY=/var/cache/z XDG_CACHE_HOME=/x HOME=/h | /home/u | /var/cache/z
          CACHE_DIRECTORY=/var/cache/z:/var/cache/other          | /home/u | /var/cache/z
          XDG_CACHE_HOME=/x HOME=/h                              | /home/u | /x/zoetrope
          XDG_CACHE_HOME= HOME=/h                                | /home/u | /h/.cache/zoetrope
          XDG_CACHE_HOME=relative HOME=/h                        | /home/u | /h/.cache/zoetrope
          HOME=/h                                                | /home/u | /h/.cache/zoetrope
          HOME=                                                  | /home/u | /home/u/.cache/zoetrope
          ''                                                     | /home/u | /home/u/.cache/zoetrope
          CACHE_DIRECTORY=                                       | ?       | nothing
          ''                                                     | ?       | nothing
          ''                                                     | ''      | nothing
          """)
  void theFirstVariableThatIsSetIsUsed(
      String environment, String userHome, @Nullable String folder) {
    assertThat(CacheFolder.of(variables(environment), userHome, false))
        .isEqualTo(Optional.ofNullable(folder).map(Path::of));
  }

  @Test
  void onAMacItIsInLibraryCaches() {
    assertThat(CacheFolder.of(Map.of("HOME", "/Users/u"), "/Users/u", true))
        .contains(Path.of("/Users/u/Library/Caches/zoetrope"));
  }

  private static Map<String, String> variables(String environment) {
    return Arrays.stream(environment.split(" "))
        .filter(variable -> variable.contains("="))
        .collect(
            Collectors.toMap(
                variable -> variable.substring(0, variable.indexOf('=')),
                variable -> variable.substring(variable.indexOf('=') + 1)));
  }
}
