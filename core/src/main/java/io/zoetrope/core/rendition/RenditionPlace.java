package io.zoetrope.core.rendition;

import io.zoetrope.core.camera.Camera;

/**
 * Which rendition of which camera.
 *
 * @param jpegOnly whether video is decoded for it; if not, its viewers move to the one that is
 */
record RenditionPlace(Camera camera, RenditionKey key, boolean jpegOnly) {}
