package io.zoetrope.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.zoetrope.core.CameraSystem;
import io.zoetrope.core.camera.Cameras;
import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.publish.PublishPoints;
import io.zoetrope.core.rendition.Renditions;

/** Server, library and worker open a system of cameras instead of putting one together. */
@AnalyzeClasses(packages = "io.zoetrope", importOptions = ImportOption.DoNotIncludeTests.class)
final class CameraWiringTest {

  @ArchTest
  static final ArchRule onlyACameraSystemPutsCamerasTogether =
      noClasses()
          .that()
          .doNotBelongToAnyOf(CameraSystem.class, PublishPoints.class, Renditions.class)
          .should()
          .callConstructorWhere(
              JavaCall.Predicates.target(
                  HasOwner.Predicates.With.owner(
                      JavaClass.Predicates.belongToAnyOf(
                          FrameFactory.class,
                          PublishPoints.class,
                          Cameras.class,
                          Renditions.class))));
}
