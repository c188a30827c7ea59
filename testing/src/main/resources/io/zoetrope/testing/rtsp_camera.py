"""An IP camera: H.264 at /h264 and JPEG at /jpeg, 320x240 at 15 pictures a second.

Prints its port when it is ready, and ends when its standard input does.
"""

import argparse
import sys
import threading

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstRtsp", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import Gio, GLib, Gst, GstRtsp, GstRtspServer  # noqa: E402

PICTURES = (
    "videotestsrc is-live=true pattern=ball"
    " ! video/x-raw,format=I420,width=320,height=240,framerate=15/1"
)
STREAMS = {
    "/h264": "x264enc tune=zerolatency speed-preset=ultrafast key-int-max=15 bitrate=500"
    " ! rtph264pay name=pay0 pt=96 config-interval=1",
    "/jpeg": "jpegenc quality=80 ! rtpjpegpay name=pay0 pt=26",
}


def options():
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", default="0")
    parser.add_argument("--login", choices=["none", "basic", "digest"], default="none")
    parser.add_argument("--user", default="")
    parser.add_argument("--password", default="")
    parser.add_argument("--certificate", help="speak TLS with this PEM file of certificate and key")
    return parser.parse_args()


def guard(server, wanted):
    auth = GstRtspServer.RTSPAuth()
    token = GstRtspServer.RTSPToken()
    token.set_string("media.factory.role", "viewer")
    if wanted.certificate:
        auth.set_tls_certificate(Gio.TlsCertificate.new_from_file(wanted.certificate))
    if wanted.login == "none":
        auth.set_default_token(token)
    elif wanted.login == "basic":
        auth.set_supported_methods(GstRtsp.RTSPAuthMethod.BASIC)
        auth.add_basic(GstRtspServer.RTSPAuth.make_basic(wanted.user, wanted.password), token)
    else:
        auth.set_supported_methods(GstRtsp.RTSPAuthMethod.DIGEST)
        auth.add_digest(wanted.user, wanted.password, token)
    server.set_auth(auth)


def serve(wanted):
    Gst.init(None)
    server = GstRtspServer.RTSPServer()
    server.set_address("127.0.0.1")
    server.set_service(wanted.port)
    guarded = wanted.login != "none" or wanted.certificate
    for path, encoding in STREAMS.items():
        stream = GstRtspServer.RTSPMediaFactory()
        stream.set_launch(f"( {PICTURES} ! {encoding} )")
        # Shared, GStreamer 1.22 aborts now and then when two viewers come at the same moment
        # (an assertion in gst_rtsp_media_get_rates).
        stream.set_shared(False)
        if guarded:
            role = Gst.Structure.new_from_string(
                "viewer, media.factory.access=true, media.factory.construct=true"
            )
            stream.add_role_from_structure(role)
        server.get_mount_points().add_factory(path, stream)
    if guarded:
        guard(server, wanted)
    loop = GLib.MainLoop()
    if server.attach(None) == 0:
        raise SystemExit(f"port {wanted.port} is not free")
    print(server.get_bound_port(), flush=True)
    return loop


def end_with(stdin, loop):
    stdin.read()
    loop.quit()


if __name__ == "__main__":
    main_loop = serve(options())
    threading.Thread(target=end_with, args=(sys.stdin, main_loop), daemon=True).start()
    main_loop.run()
