package io.zoetrope.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.zoetrope.core.source.CameraDriver;
import java.util.stream.Stream;

/** The rules of docs/architecture.md. */
@AnalyzeClasses(
    packages = "io.zoetrope",
    importOptions = {ImportOption.DoNotIncludeTests.class, WithoutFixtures.class})
final class ArchitectureTest {
  private static final String ZOETROPE = "io.zoetrope.";

  /** Here, because reading all classes takes longer than all rules. */
  @ArchTest static final ArchTests camera = ArchTests.in(CameraDesignRules.class);

  @ArchTest static final ArchRule base = only("base");

  @ArchTest
  static final ArchRule picture =
      classes()
          .that()
          .resideInAPackage("io.zoetrope.picture..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java.lang..",
              "java.io..",
              "java.nio..",
              "java.util..",
              "java.time..",
              "org.jspecify..",
              "io.zoetrope.picture..");

  @ArchTest
  static final ArchRule core =
      only("core", "io.netty.buffer", "io.netty.util", ZOETROPE + "base", ZOETROPE + "picture");

  @ArchTest
  static final ArchRule theModelKnowsNoPictures =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.zoetrope.core.media..", "io.zoetrope.core.stream..", "io.zoetrope.core.source..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.zoetrope.picture..");

  @ArchTest
  static final ArchRule mp4 =
      only("mp4", "io.netty.buffer", ZOETROPE + "core.codec", ZOETROPE + "core.media");

  @ArchTest static final ArchRule rows = only("rows", "tools.jackson.core");

  @ArchTest
  static final ArchRule tasks =
      only(
          "tasks",
          "javax.net.ssl",
          "tools.jackson",
          "org.sqlite",
          "io.lettuce",
          "io.netty.util.concurrent", // Lettuce speaks so.
          "org.slf4j",
          ZOETROPE + "base");

  @ArchTest
  static final ArchRule catalog =
      only(
          "catalog",
          "javax.sql",
          "org.jdbi",
          "com.zaxxer.hikari",
          "org.flywaydb",
          "org.sqlite",
          "org.postgresql",
          "org.slf4j",
          ZOETROPE + "rows");

  @ArchTest
  static final ArchRule web =
      none(
          "web",
          "app",
          "catalog",
          "drivers",
          "embed",
          "ffmpeg",
          "recording",
          "tasks.local",
          "tasks.redis");

  @ArchTest
  static final ArchRule embed =
      none("embed", "app", "catalog", "drivers", "ffmpeg", "recording", "tasks");

  @ArchTest
  static final ArchRule recording =
      only(
          "recording",
          "io.netty.buffer",
          "tools.jackson",
          "org.slf4j",
          ZOETROPE + "base",
          ZOETROPE + "core",
          ZOETROPE + "mp4",
          ZOETROPE + "picture",
          ZOETROPE + "tasks",
          ZOETROPE + "ffmpeg");

  @ArchTest
  static final ArchRule automation =
      only(
          "automation",
          "com.cronutils",
          "javax.crypto",
          "javax.net.ssl",
          "org.apache.hc",
          "tools.jackson",
          "org.slf4j",
          ZOETROPE + "base",
          ZOETROPE + "core",
          ZOETROPE + "tasks");

  @ArchTest
  static final ArchRule ffmpeg =
      only("ffmpeg", "io.netty.buffer", ZOETROPE + "base", ZOETROPE + "core", ZOETROPE + "picture");

  @ArchTest
  static final ArchRule drivers =
      noClasses()
          .that()
          .resideInAPackage("io.zoetrope.drivers..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.zoetrope.web..", "io.zoetrope.app..", "io.vertx..");

  @ArchTest
  static final ArchRule jsonIsMadeByOneLibrary =
      noClasses()
          .that()
          .resideInAPackage("io.zoetrope..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.vertx.core.json..", "com.fasterxml.jackson..");

  @ArchTest
  static final ArchRule aDriverKnowsNoOtherDriver =
      slices()
          .matching("io.zoetrope.drivers.(*)..")
          .should()
          .notDependOnEachOther()
          .ignoreDependency(
              DescribedPredicate.alwaysTrue(),
              JavaClass.Predicates.resideInAPackage("io.zoetrope.drivers.support.."));

  @ArchTest
  static final ArchRule opencv =
      only(
          "drivers.opencv",
          "io.netty.buffer",
          "org.bytedeco",
          ZOETROPE + "base",
          ZOETROPE + "core",
          ZOETROPE + "picture",
          ZOETROPE + "ffmpeg.program");

  @ArchTest
  static final ArchRule nobodyElseKnowsOpenCv =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.zoetrope.drivers.opencv..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.bytedeco..");

  @ArchTest
  static final ArchRule packagesFormNoCircles =
      slices().matching("io.zoetrope.(*).(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule driversAreNamedAlike =
      classes().that().implement(CameraDriver.class).should().haveSimpleNameEndingWith("Driver");

  /**
   * The web runs on event loops: nothing there may wait. WebServer starts and stops from outside;
   * the files of tasks are opened and stored on virtual threads, see OffLoop; the files of frames
   * lie in memory.
   */
  @ArchTest
  static final ArchRule eventLoopsDoNotWait =
      noClasses()
          .that()
          .resideInAPackage("io.zoetrope.web..")
          .and()
          .doNotHaveSimpleName("WebServer")
          .and()
          .doNotHaveSimpleName("StoredResult")
          .and()
          .doNotHaveSimpleName("Upload")
          .and()
          .doNotHaveSimpleName("FrameFiles")
          .should()
          .callMethod(Thread.class, "sleep", long.class)
          .orShould()
          .callMethod(Object.class, "wait")
          .orShould()
          .callMethodWhere(
              JavaCall.Predicates.target(
                  HasOwner.Predicates.With.owner(
                      JavaClass.Predicates.resideInAnyPackage(
                          "java.nio.file..", "java.util.concurrent.locks..", "java.sql.."))));

  /** The module uses itself, the JDK and these packages, and nothing else. */
  private static ArchRule only(String module, String... others) {
    String[] allowed =
        Stream.concat(Stream.of("java", "org.jspecify", ZOETROPE + module), Stream.of(others))
            .map(name -> name + "..")
            .toArray(String[]::new);
    return classes()
        .that()
        .resideInAPackage(ZOETROPE + module + "..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed);
  }

  /** The module uses none of these modules. */
  private static ArchRule none(String module, String... others) {
    return noClasses()
        .that()
        .resideInAPackage(ZOETROPE + module + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            Stream.of(others).map(name -> ZOETROPE + name + "..").toArray(String[]::new));
  }
}
