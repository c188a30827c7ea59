package io.zoetrope.benchmarks.inner;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

class InnerPartsTest {
  @Test
  void everyPartHasOneFloor() {
    var silent = OutputFormatFactory.createFormatInstance(System.err, VerboseMode.SILENT);
    Map<String, List<String>> parts =
        BenchmarkList.defaultList().getAll(silent, List.of()).stream()
            .map(BenchmarkListEntry::getUsername)
            .distinct()
            .collect(groupingBy(name -> name.substring(0, name.lastIndexOf('.'))));

    assertThat(parts).hasSizeGreaterThan(3);
    assertThat(parts.values())
        .allSatisfy(names -> assertThat(names).filteredOn(it -> it.contains(".floor")).hasSize(1));
  }
}
