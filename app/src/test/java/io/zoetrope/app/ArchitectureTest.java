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
import com.tngtech.archunit.lang.ArchRule;
import io.zoetrope.core.driver.CameraDriver;

/** The rules of the house, see docs/architecture.md. */
@AnalyzeClasses(packages = "io.zoetrope", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

  @ArchTest
  static final ArchRule theBaseKnowsTheJdkOnly =
      classes()
          .that()
          .resideInAPackage("io.zoetrope.base..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "org.jspecify..", "io.zoetrope.base..");

  @ArchTest
  static final ArchRule coreKnowsTheJdkAndBuffersOnly =
      classes()
          .that()
          .resideInAPackage("io.zoetrope.core..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "io.netty.buffer..",
              "io.netty.util..",
              "org.jspecify..",
              "io.zoetrope.base..",
              "io.zoetrope.core..");

  @ArchTest
  static final ArchRule theModelWithinCoreKnowsNoPictures =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.zoetrope.core.media..", "io.zoetrope.core.stream..", "io.zoetrope.core.driver..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.zoetrope.core.picture..");

  @ArchTest
  static final ArchRule picturesNeedTheBaseOfTheJdkOnly =
      classes()
          .that()
          .resideInAPackage("io.zoetrope.core.picture..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java.lang..",
              "java.io..",
              "java.nio..",
              "java.util..",
              "java.time..",
              "org.jspecify..",
              "io.zoetrope.core.picture..");

  @ArchTest
  static final ArchRule ffmpegKnowsCoreOnly =
      classes()
          .that()
          .resideInAPackage("io.zoetrope.ffmpeg..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "io.netty.buffer..",
              "org.jspecify..",
              "io.zoetrope.base..",
              "io.zoetrope.core..",
              "io.zoetrope.ffmpeg..");

  @ArchTest
  static final ArchRule driversKnowNeitherWebNorApp =
      noClasses()
          .that()
          .resideInAPackage("io.zoetrope.drivers..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.zoetrope.web..", "io.zoetrope.app..", "io.vertx..");

  @ArchTest
  static final ArchRule webKnowsNoConcreteDriver =
      noClasses()
          .that()
          .resideInAPackage("io.zoetrope.web..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.zoetrope.drivers..", "io.zoetrope.catalog..", "io.zoetrope.app..");

  @ArchTest
  static final ArchRule webKnowsNoConcreteQueue =
      noClasses()
          .that()
          .resideInAPackage("io.zoetrope.web..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.zoetrope.tasks.local..", "io.zoetrope.tasks.redis..", "io.zoetrope.recording..");

  @ArchTest
  static final ArchRule tasksKnowNeitherCamerasNorWeb =
      classes()
          .that()
          .resideInAPackage("io.zoetrope.tasks..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "javax.net.ssl..",
              "tools.jackson..",
              "org.sqlite..",
              "io.lettuce..",
              "io.netty.util.concurrent..", // Lettuce speaks so.
              "org.slf4j..",
              "org.jspecify..",
              "io.zoetrope.base..",
              "io.zoetrope.tasks..");

  @ArchTest
  static final ArchRule rowsKnowTheJdkAndJsonOnly =
      classes()
          .that()
          .resideInAPackage("io.zoetrope.rows..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..", "tools.jackson.core..", "org.jspecify..", "io.zoetrope.rows..");

  @ArchTest
  static final ArchRule theCatalogKnowsRowsAndDatabasesOnly =
      classes()
          .that()
          .resideInAPackage("io.zoetrope.catalog..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "javax.sql..",
              "org.jdbi..",
              "com.zaxxer.hikari..",
              "org.flywaydb..",
              "org.sqlite..",
              "org.postgresql..",
              "org.slf4j..",
              "org.jspecify..",
              "io.zoetrope.rows..",
              "io.zoetrope.catalog..");

  @ArchTest
  static final ArchRule recordingKnowsCamerasTasksAndFfmpegOnly =
      classes()
          .that()
          .resideInAPackage("io.zoetrope.recording..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "io.netty.buffer..",
              "tools.jackson..",
              "org.slf4j..",
              "org.jspecify..",
              "io.zoetrope.base..",
              "io.zoetrope.core..",
              "io.zoetrope.tasks..",
              "io.zoetrope.ffmpeg..",
              "io.zoetrope.recording..");

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
  static final ArchRule theOpenCvDriverSharesNothingButTheSupport =
      classes()
          .that()
          .resideInAPackage("io.zoetrope.drivers.opencv..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "io.netty.buffer..",
              "org.bytedeco..",
              "org.jspecify..",
              "io.zoetrope.base..",
              "io.zoetrope.core..",
              "io.zoetrope.ffmpeg.program..",
              "io.zoetrope.drivers.support..",
              "io.zoetrope.drivers.opencv..");

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
}
