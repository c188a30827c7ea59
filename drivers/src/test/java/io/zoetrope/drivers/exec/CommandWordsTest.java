package io.zoetrope.drivers.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a command becomes a list of arguments. */
class CommandWordsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          grab -f 5            | grab;-f;5
          ^  grab   -f  ^      | grab;-f
          ^a "b c" d^ | a;b c;d
          ^a 'b "c' d^ | a;b "c;d
          ^a "b 'c" d^ | a;b 'c;d
          ^a b\\ c^ | a;b c
          ^a "b\\"c"^ | a;b"c
          ^a "b\\nc"^ | a;b\\nc
          ^a 'b\\c'^ | a;b\\c
          ^a --x="1 2"3^ | a;--x=1 23
          ^a "" b^ | a;;b
          a $HOME `id` *.jpg   | a;$HOME;`id`;*.jpg
          """)
  void wordsAreSplitAsAShellDoesWithoutExpansion(String command, String words) {
    assertThat(CommandWords.split(command)).isEqualTo(List.of(words.split(";", -1)));
  }

  @Test
  void anUnclosedQuoteIsAnError() {
    assertThatThrownBy(() -> CommandWords.split("grab 'x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a quote is not closed");
  }
}
