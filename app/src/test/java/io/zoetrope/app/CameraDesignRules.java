package io.zoetrope.app;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.zoetrope.core.CameraSystem;
import io.zoetrope.core.camera.CameraObserver;
import io.zoetrope.core.camera.CameraResources;
import io.zoetrope.core.camera.Cameras;
import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.publish.PublishPoint;
import io.zoetrope.core.publish.PublishPoints;
import io.zoetrope.core.rendition.Renditions;
import io.zoetrope.core.source.CameraDriver;
import io.zoetrope.core.source.FrameSource;
import io.zoetrope.core.stream.Viewer;
import io.zoetrope.core.transcode.StreamTranscoder;
import io.zoetrope.core.transcode.StreamTranscoderProvider;
import io.zoetrope.core.transcode.Transcoder;
import io.zoetrope.core.transcode.TranscoderProvider;

/**
 * Who may call whom around cameras, see "The lifecycle of a camera" in docs/architecture.md.
 * ArchitectureTest checks it.
 */
final class CameraDesignRules {
  private static final String CAMERA = "io.zoetrope.core.camera";

  /** They are called through the guard, and may call their own sources. */
  private static final String DRIVERS = "drivers\\..*";

  /** Foreign code is called only by classes that have the guard for it. */
  @ArchTest
  static void foreignCodeIsCalledThroughTheGuard(JavaClasses all) {
    onlyCalledBy("DriverCamera|DriverSearch", CameraDriver.class).check(all);
    onlyCalledBy(
            DRIVERS + "|(Open|One|Redacted|Overlaid|Decoded|Copied|Remote|Program|Wrapped)Source",
            FrameSource.class)
        .check(all);
    onlyCalledBy("RenditionPictures|OverlaidSource|OverlaidOpener", Transcoder.class).check(all);
    onlyCalledBy("RenditionPictures|OverlaidOpener", TranscoderProvider.class).check(all);
    onlyCalledBy("TranscodedVideo|DecodedSource", StreamTranscoder.class).check(all);
    onlyCalledBy("RenditionResources", StreamTranscoderProvider.class).check(all);
    onlyCalledBy("ObserverCalls", CameraObserver.class).check(all);
    onlyCalledBy("Subscription|JpegViewer", Viewer.class).check(all);
    onlyCalledBy("PublishPoints|PublishDoor|CameraSystem", PublishPoint.class).check(all);
  }

  private static ArchRule onlyCalledBy(String callers, Class<?> foreign) {
    return noClasses()
        .that(not(nameMatching(".*\\.(%s)(\\$.*)?".formatted(callers))))
        .should()
        .callMethodWhere(
            describe(
                "it is one of " + foreign.getSimpleName(),
                call ->
                    call.getTargetOwner().isEquivalentTo(foreign)
                        && !call.getName().equals("getClass")));
  }

  /** Server, library and worker open a system of cameras instead of putting one together. */
  @ArchTest
  static final ArchRule onlyACameraSystemPutsCamerasTogether =
      noClasses()
          .that()
          .doNotBelongToAnyOf(
              CameraSystem.class, CameraResources.class, PublishPoints.class, Renditions.class)
          .should()
          .callConstructorWhere(
              JavaCall.Predicates.target(
                  owner(
                      belongToAnyOf(
                          FrameFactory.class,
                          PublishPoints.class,
                          Cameras.class,
                          Renditions.class))));

  @ArchTest
  static final ArchRule onlyASessionAndWhatOpensItKnowTheCameraAboveThem =
      slices()
          .assignedFrom(new PartsOfACamera())
          .should()
          .beFreeOfCycles()
          .ignoreDependency(
              nameMatching(CAMERA + ".(CaptureSession|Openings)"), nameMatching(CAMERA + ".Camera"))
          .ignoreDependency( // Two guards with the same words for a failure.
              nameMatching(CAMERA + ".GuardedControls"), nameMatching(CAMERA + ".DriverCamera"));

  @ArchTest
  static final ArchRule interfacesAreForOthersAndThePartsOfACameraCallEachOtherDirectly =
      classes()
          .that()
          .resideInAPackage(CAMERA)
          .and()
          .areInterfaces()
          .and()
          .doNotHaveSimpleName("package-info")
          .should()
          .bePublic();

  private static final class PartsOfACamera implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
      return javaClass.getPackageName().equals(CAMERA)
          ? SliceIdentifier.of(javaClass.getName().replaceAll("\\$.*", ""))
          : SliceIdentifier.ignore();
    }

    @Override
    public String getDescription() {
      return "classes of a camera with their inner ones";
    }
  }
}
