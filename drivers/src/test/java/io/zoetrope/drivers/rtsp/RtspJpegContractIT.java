package io.zoetrope.drivers.rtsp;

/** A camera whose pictures FFmpeg reads, once the camera has described them. */
class RtspJpegContractIT extends RtspContractIT {

  @Override
  String stream() {
    return "jpeg";
  }
}
