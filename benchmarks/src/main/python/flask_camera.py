"""What the tutorials arrive at: Flask, one camera thread, an event a viewer. Run by gunicorn with gevent workers.

Pictures come from the folder PICTURES, FPS a second. The camera ends when nobody has asked for ten seconds.
"""
import os
import threading
import time

from flask import Flask, Response

FPS = float(os.environ["FPS"])
PICTURES = [
    open(entry.path, "rb").read()
    for entry in sorted(os.scandir(os.environ["PICTURES"]), key=lambda entry: entry.name)
]
IDLE_SECONDS = 10


class NewFrame:
    """One event for each viewer, so that all wait for the same frame and none takes it from another."""

    def __init__(self):
        self.waiting = {}

    def wait(self):
        viewer = threading.get_ident()
        if viewer not in self.waiting:
            self.waiting[viewer] = [threading.Event(), time.time()]
        return self.waiting[viewer][0].wait()

    def set(self):
        now = time.time()
        for viewer, entry in list(self.waiting.items()):
            if not entry[0].is_set():
                entry[0].set()
                entry[1] = now
            elif now - entry[1] > 5:
                del self.waiting[viewer]

    def clear(self):
        self.waiting[threading.get_ident()][0].clear()


class Camera:
    thread = None
    frame = None
    last_asked = 0.0
    new_frame = NewFrame()

    def __init__(self):
        if Camera.thread is None:
            Camera.last_asked = time.time()
            Camera.thread = threading.Thread(target=self.capture, daemon=True)
            Camera.thread.start()
            while Camera.frame is None:
                time.sleep(0)

    def get_frame(self):
        Camera.last_asked = time.time()
        Camera.new_frame.wait()
        Camera.new_frame.clear()
        return Camera.frame

    @classmethod
    def capture(cls):
        start = time.time()
        number = 0
        while time.time() - cls.last_asked < IDLE_SECONDS:
            cls.frame = PICTURES[number % len(PICTURES)]
            cls.new_frame.set()
            number += 1
            time.sleep(max(0.0, start + number / FPS - time.time()))
        cls.frame = None
        cls.thread = None


app = Flask(__name__)


@app.route("/healthz")
def healthy():
    return "ok"


@app.route("/video_feed")
def video_feed():
    return Response(parts(Camera()), mimetype="multipart/x-mixed-replace; boundary=frame")


def parts(camera):
    yield b"--frame\r\n"
    while True:
        frame = camera.get_frame()
        yield b"Content-Type: image/jpeg\r\n\r\n" + frame + b"\r\n--frame\r\n"
