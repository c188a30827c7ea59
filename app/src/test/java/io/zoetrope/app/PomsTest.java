package io.zoetrope.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** What every pom of this project must say, or leave to the root's. */
final class PomsTest {
  private static final Path ROOT = Path.of(System.getProperty("zoetrope.root", ".."));

  private static final List<String> NOT_PUBLISHED = List.of("app", "bom", "fuzz", "benchmarks");

  static Stream<String> modules() throws Exception {
    return texts(pom("."), "/project/modules/module").stream();
  }

  @ParameterizedTest
  @MethodSource("modules")
  void skipTestsSkipsTheIntegrationTestsAsWell(String module) throws Exception {
    Document pom = pom(module);
    boolean inherits = !texts(pom, "/project/parent/artifactId").isEmpty();
    boolean runsSome = !texts(pom, "//plugin[artifactId='maven-failsafe-plugin']").isEmpty();
    if (runsSome && !inherits) {
      assertFollows(pom);
    }
    assertThat(texts(pom, "//plugin/configuration//*[self::skipTests or self::skipITs]")).isEmpty();
    assertThat(texts(pom, "//profile/properties/*[self::skipTests or self::skipITs]")).isEmpty();
  }

  @Test
  void skipTestsIsSetInTheRootForAllModules() throws Exception {
    assertFollows(pom("."));
  }

  @ParameterizedTest
  @MethodSource("modules")
  void anExampleThatLogsHasALoggingBackend(String module) throws Exception {
    List<String> brought = texts(pom(module), "/project/dependencies/dependency/artifactId");
    if (module.startsWith("examples/") && !module.equals("examples/custom-driver")) {
      assertThat(brought.contains("slf4j-simple"))
          .isEqualTo(brought.stream().anyMatch(name -> name.startsWith("zoetrope-")));
    }
  }

  /** Examples are standalone projects: only their poms can say which JDK they need. */
  @ParameterizedTest
  @MethodSource("modules")
  void aStandaloneProjectDeclaresItsJdk(String module) throws Exception {
    Document pom = pom(module);
    if (module.startsWith("examples/")) {
      assertThat(texts(pom, "//requireJavaVersion/version")).containsExactly("[25,)");
      assertThat(texts(pom, "//requireJavaVersion/message"))
          .first()
          .asString()
          .startsWith("This example is built with JDK 25 or newer: set JAVA_HOME");
    }
  }

  @Test
  void everyPublishedModuleIsInTheBom() throws Exception {
    List<String> published =
        modules()
            .filter(module -> !module.startsWith("examples/") && !NOT_PUBLISHED.contains(module))
            .map(module -> "zoetrope-" + module)
            .toList();
    assertThat(published).hasSizeGreaterThan(5);
    assertThat(texts(pom("bom"), "//dependency[groupId='io.zoetrope' and not(type)]/artifactId"))
        .containsExactlyInAnyOrderElementsOf(published);
  }

  @Test
  void theBomHasTheVersionOfTheRoot() throws Exception {
    assertThat(texts(pom("bom"), "/project/version"))
        .isEqualTo(texts(pom("."), "/project/version"));
  }

  private static void assertFollows(Document pom) throws Exception {
    assertThat(texts(pom, "/project/properties/skipITs")).containsExactly("${skipTests}");
    assertThat(texts(pom, "/project/properties/skipTests")).containsExactly("false");
  }

  private static Document pom(String module) throws Exception {
    try (var in = Files.newInputStream(ROOT.resolve(module).resolve("pom.xml"))) {
      return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
    }
  }

  private static List<String> texts(Document pom, String path) throws Exception {
    NodeList found =
        (NodeList)
            XPathFactory.newInstance()
                .newXPath()
                .compile(path)
                .evaluate(pom, XPathConstants.NODESET);
    return Stream.iterate(0, i -> i < found.getLength(), i -> i + 1)
        .map(i -> found.item(i).getTextContent().strip())
        .toList();
  }
}
