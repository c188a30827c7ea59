package io.zoetrope.core.camera;

import io.zoetrope.core.media.FrameFactory;
import io.zoetrope.core.source.SourceOpener;
import java.util.List;

/** What one camera lives on. */
record CameraEnvironment(
    CameraName name,
    SourceOpener opener,
    FrameFactory frames,
    CameraTimings timings,
    List<CameraObserver> observers,
    CameraResources shared) {}
