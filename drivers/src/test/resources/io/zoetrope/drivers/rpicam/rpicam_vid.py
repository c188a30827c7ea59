#!/usr/bin/python3
# Stands in for rpicam-vid: its options, its chatter, its warm-up, its errors. The file "mode" beside it says how it
# behaves, WxH.jpg are the pictures it takes, second.h264 is a second of video, and it leaves its arguments in "arguments".
import os, signal, sys, time

here = os.path.dirname(os.path.realpath(__file__))
mode = open(os.path.join(here, "mode")).read().strip()


def say(line):
    print(line, file=sys.stderr, flush=True)


def fail(what):
    say("ERROR: *** %s ***" % what)
    sys.exit(255)


def stop(*_):
    open(os.path.join(here, "stopped"), "w").close()
    sys.exit(0)


VALUES = {"--camera", "--codec", "-t", "-o", "--width", "--height", "--framerate", "--rotation", "--quality"}
FLAGS = {"-n", "--flush", "--hflip", "--vflip", "--inline"}
options = {}
words = iter(sys.argv[1:])
for word in words:
    if word in FLAGS:
        options[word] = True
    elif word in VALUES:
        options[word] = next(words, None)
        if options[word] is None:
            fail("the required argument for option '%s' is missing" % word)
    else:
        fail("unrecognised option '%s'" % word)
open(os.path.join(here, "arguments"), "w").write(" ".join(sys.argv[1:]))
video = options.get("--codec") == "h264" and "--inline" in options
if not (video or options.get("--codec") == "mjpeg") or options.get("-o") != "-" or options.get("-t") != "0":
    fail("this stand-in writes MJPEG or H.264 to standard output, for ever")
if options.get("--rotation", "0") not in ("0", "180"):
    fail("transforms requiring transpose not supported")

signal.signal(signal.SIGTERM, stop)
signal.signal(signal.SIGINT, stop)
say("[0:19:06.390293141] [2746]  INFO Camera camera_manager.cpp:326 libcamera v0.5.0+59-d83ff0a4")
if mode == "no-camera":
    fail("no cameras available")
say("[0:19:06.418578012] [2747]  INFO RPI pisp.cpp:1179 Registered camera /base/axi/pcie@120000/rp1/i2c@88000/imx708@1a to CFE device /dev/media1 and ISP device /dev/media0 using PiSP variant BCM2712_C0")
if options.get("--camera", "0") != "0":
    fail("selected camera is not available")
if mode == "busy":
    say("[0:19:06.419783286] [2746]  INFO Camera camera.cpp:1016 Pipeline handler in use by another process")
    fail("failed to acquire camera /base/axi/pcie@120000/rp1/i2c@88000/imx708@1a")
size = "%sx%s" % (options.get("--width", "640"), options.get("--height", "480"))
say("[0:19:06.430000000] [2746]  INFO Camera camera.cpp:1205 configuring streams: (0) %s-YUV420/sRGB" % size)
picture = open(os.path.join(here, "second.h264" if video else size + ".jpg"), "rb").read()
if mode == "hangs":
    signal.pause()
time.sleep(0.5)
interval = 1 if video else 1 / float(options.get("--framerate", "30"))
taken = 0
due = time.monotonic()
while True:
    sys.stdout.buffer.write(picture)
    sys.stdout.buffer.flush()
    taken += 1
    if mode == "dies-after-5" and taken == 5:
        say("[0:19:09.000000000] [2750] ERROR V4L2 v4l2_videodevice.cpp:2094 /dev/video4[16:cap]: Dequeue timer of 1000000.00us has expired!")
        fail("the camera has stopped")
    due += interval
    time.sleep(max(0, due - time.monotonic()))
