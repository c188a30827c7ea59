package io.zoetrope.app;

import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

/** Who knows whom in a camera, see "The life of a camera" in docs/architecture.md. */
@AnalyzeClasses(
    packages = "io.zoetrope.core.camera",
    importOptions = ImportOption.DoNotIncludeTests.class)
final class CameraDesignTest {
  private static final String CAMERA = "io\\.zoetrope\\.core\\.camera\\.";

  @ArchTest
  static final ArchRule onlyASessionAndWhatOpensItKnowTheLifecycleAboveThem =
      slices()
          .assignedFrom(new ClassesWithTheirInnerOnes())
          .should()
          .beFreeOfCycles()
          .ignoreDependency(
              nameMatching(CAMERA + "(CaptureSession|Openings)"),
              nameMatching(CAMERA + "CameraLifecycle"))
          .ignoreDependency( // Two guards with the same words for a failure.
              nameMatching(CAMERA + "GuardedControls"), nameMatching(CAMERA + "DriverCamera"));

  @ArchTest
  static final ArchRule interfacesAreForOthersAndThePartsOfACameraCallEachOtherDirectly =
      classes()
          .that()
          .areInterfaces()
          .and()
          .doNotHaveSimpleName("package-info")
          .should()
          .bePublic();

  private static final class ClassesWithTheirInnerOnes implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
      return SliceIdentifier.of(javaClass.getName().replaceAll("\\$.*", ""));
    }

    @Override
    public String getDescription() {
      return "classes with their inner ones";
    }
  }
}
