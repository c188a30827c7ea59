import { ImageMethod } from './images.js';
import { JpegMethod } from './jpeg.js';
import { bytes, streamFor, widthFor } from './messages.js';
import { MseMethod } from './mse.js';
import { familyOf, isMeant, learnMethods } from './methods.js';
import { Views } from './views.js';

const NOTHING_PAINTED = 1500;
const RETRY_AFTER = 5000;
const TITLES = { h264: 'H.264', jpeg: 'JPEG' };
const WITHOUT_RENDITION = new Set(['no_renditions', 'too_many_renditions', 'rendition_failing']);

/** Watches one camera with the best method that works, until it is closed. */
export class Playback {
  #server;
  #camera;
  #only;
  #stream;
  #sound;
  #surface;
  #on;
  #methods = null;
  #method = null;
  #video = null;
  #views = new Views();
  #width = null;
  #size = {};
  #renditions = true;
  #suspectSince = null;
  #imagesOnly = false;
  #retry;
  #unlisten;
  #closed = false;
  #audible = false;
  #unheard = '';
  #silent = false;
  #replaced = '';
  refusal = '';
  status = null;

  /** only names the one method to use, stream the one to watch, or they are null; sound is whether it is wanted; on has painted(frame, title) and changed(). */
  constructor(server, camera, { only, stream, sound }, surface, on) {
    this.#server = server;
    this.#camera = camera;
    this.#only = only;
    this.#stream = stream;
    this.#sound = sound;
    this.#surface = surface;
    this.#on = on;
  }

  async start() {
    this.#unlisten = this.#server.listen(() => this.#arrange());
    this.#on.changed();
    this.#methods = (await learnMethods(this.#sound)).filter(({ method }) => isMeant(this.#only, method));
    this.#arrange();
  }

  /** Why there is no picture of the camera. */
  get reason() {
    return this.#server.state === 'away' ? 'The server cannot be reached. Trying again…' : this.refusal || (this.status?.error?.message ?? '');
  }

  /** What is shown or heard otherwise than the camera sends it, and why. */
  get notice() {
    return [this.#replaced, this.#sound && !this.#audible ? this.#unheard || 'The camera sends no sound that can be played here.' : ''].filter(Boolean).join(' ');
  }

  get away() {
    return this.#server.state === 'away';
  }

  /** The element is this many device pixels wide. */
  resize(pixels) {
    const width = widthFor(pixels);
    const stream = this.#stream ?? streamFor(pixels);
    const resized = width !== this.#width && this.#renditions && this.#method instanceof JpegMethod;
    const changed = resized || stream !== this.#size.stream;
    this.#width = width;
    this.#size = { stream };
    if (changed && this.#views.any) {
      this.#watch();
    }
  }

  /** Called twice a second. */
  check() {
    this.#method?.check?.();
    if (this.#suspectSince !== null && performance.now() - this.#suspectSince > NOTHING_PAINTED) {
      this.#failed(this.#method?.constructor);
    }
  }

  close() {
    this.#closed = true;
    clearTimeout(this.#retry);
    this.#unlisten();
    this.#unwatch();
    this.#use(null);
  }

  #arrange() {
    if (this.#closed || this.#methods === null) {
      return;
    }
    const images = this.#imagesOnly || this.#only === 'mjpeg' || (this.#server.state === 'blocked' && this.#only === null);
    if (this.away) {
      this.#use(null);
    } else if (images) {
      this.#unwatch();
      if (!(this.#method instanceof ImageMethod)) {
        this.#use(new ImageMethod(this.#surface, this.#report(ImageMethod), this.#server, (name) => this.#address(name)));
      }
    } else if (this.#server.state === 'open' && this.#method instanceof ImageMethod) {
      this.#use(null);
    }
    if (!images && !this.#views.any) {
      this.#watch();
    }
    this.#on.changed();
  }

  #address(name) {
    const url = new URL(`cameras/${encodeURIComponent(this.#camera)}/${name}`, this.#server.base);
    if (this.#size.stream === 'small') {
      url.searchParams.set('stream', 'small');
    }
    if (this.#width !== null && this.#renditions) {
      url.searchParams.set('width', this.#width);
    }
    return url.href;
  }

  /** What was watched before is shown until the first frame of this has come. */
  #watch() {
    clearTimeout(this.#retry);
    const smaller = this.#width !== null && this.#renditions;
    this.#views.turnTo(this.#begin(smaller ? { width: this.#width } : {}));
    if (smaller) {
      this.#views.bridge(() => (this.#server.state === 'open' ? this.#begin({}) : null));
    }
  }

  #begin(size) {
    const view = {};
    view.end = this.#server.watch(
      { camera: this.#camera, video: [...new Set(this.#methods.map(({ family }) => family))], audio: this.#sound && !this.#silent, ...this.#size, ...size },
      {
        format: (format) => this.#format(format),
        frame: (frame) => this.#show(view, frame),
        state: (status) => this.#become(status),
        error: (error) => this.#refused(view, error),
      },
    );
    return view;
  }

  #unwatch() {
    this.#views.end();
    this.#suspectSince = null;
  }

  #format({ tracks, init, origin, from }) {
    this.refusal = '';
    const video = tracks.find(({ kind }) => kind === 'video');
    const family = familyOf(video?.codec ?? '');
    const method = this.#methods.find((one) => one.family === family)?.method;
    this.#video = video?.track;
    this.#replaced = this.#only === null && from === 'H.265' ? `This browser cannot play H.265, so the camera is shown as ${TITLES[family] ?? family}.` : '';
    this.#audible = this.#sound && tracks.some(({ kind }) => kind === 'audio');
    if (this.#audible && !this.#hears(tracks)) {
      return;
    }
    if (method === undefined) {
      this.#use(null);
    } else if (method !== JpegMethod) {
      this.#play(method, { ...video, tracks, init: bytes(init), origin, description: bytes(video.description), sound: this.#audible });
    } else if (!(this.#method instanceof JpegMethod)) {
      this.#use(new JpegMethod(this.#surface, this.#report(JpegMethod)));
    }
    this.#on.changed();
  }

  /** Whether this browser plays the camera's sound; if not, the pictures are shown without it. */
  #hears(tracks) {
    const heard = MseMethod.playsAll(tracks);
    if (!heard) {
      this.#unheard = `This browser cannot play the camera’s sound (${tracks.find(({ kind }) => kind === 'audio').codec}).`;
      this.#silent = true;
      this.#watch();
    }
    return heard;
  }

  #play(method, format) {
    try {
      this.#use(new method(this.#surface, this.#report(method), format));
    } catch {
      this.#failed(method);
    }
  }

  #show(view, frame) {
    this.#views.came(view);
    frame.video = frame.track === this.#video;
    if (this.#method === null || !(frame.video || this.#method instanceof MseMethod)) {
      frame.done();
    } else {
      this.#suspectSince ??= performance.now();
      this.#method.show(frame);
    }
  }

  #become(status) {
    this.status = status;
    this.#on.changed();
  }

  #refused(view, { code, message }) {
    if (WITHOUT_RENDITION.has(code) && this.#renditions) {
      this.#renditions = false;
      this.#watch();
      return;
    }
    this.refusal = message;
    // After a restart, the camera may send something that can be shown.
    if (code !== 'codec_not_taken') {
      this.#unwatch();
      this.#retry = setTimeout(() => this.#arrange(), RETRY_AFTER);
    }
    this.#on.changed();
  }

  #report(method) {
    return {
      painted: (frame) => {
        this.#suspectSince = null;
        this.#on.painted(frame, method.title);
      },
      failed: () => this.#failed(method),
      muted: () => {
        this.#audible = false;
        this.#unheard = 'The browser plays sound after a click or a key in this page.';
        this.#on.changed();
      },
      heard: () => {
        this.#audible = true;
        this.#on.changed();
      },
    };
  }

  /** Frames come, but nothing is painted: tries the next method. */
  #failed(method) {
    if (this.#closed) {
      return;
    }
    this.#unwatch();
    this.#use(null);
    if (this.#only === null) {
      this.#methods = this.#methods.filter((one) => one.method !== method);
      this.#imagesOnly = method === JpegMethod;
    }
    this.#arrange();
  }

  #use(method) {
    this.#method?.close();
    this.#method = method;
  }
}
