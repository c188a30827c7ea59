package io.zoetrope.benchmarks.inner;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class InnerPartsTest {

  @Test
  void floorsComeAlong() {
    assertThat(named("Publish.ready")).containsExactly("Publish.floorWalk", "Publish.ready");
    assertThat(named("reader")).isEmpty();
  }

  @Test
  void everyPartHasOneFloor() {
    Map<String, List<String>> parts =
        named("").stream().collect(groupingBy(name -> name.substring(0, name.indexOf('.'))));
    assertThat(parts).hasSizeGreaterThan(3);
    assertThat(parts.values())
        .allSatisfy(names -> assertThat(names).filteredOn(it -> it.contains(".floor")).hasSize(1));
  }

  private static List<String> named(String pattern) {
    return InnerParts.called(Pattern.compile(pattern)).names();
  }
}
