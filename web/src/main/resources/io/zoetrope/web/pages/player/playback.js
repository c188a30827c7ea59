import { ImageMethod } from './images.js';
import { JpegMethod } from './jpeg.js';
import { bytes, streamFor, widthFor } from './messages.js';
import { familyOf, isMeant, learnMethods } from './methods.js';

const NOTHING_PAINTED = 1500;
const RETRY_AFTER = 5000;
// A server may need a while until it can make smaller pictures: large ones are shown until then.
const STOPGAP_AFTER = 700;
const WITHOUT_RENDITION = new Set(['no_renditions', 'too_many_renditions', 'rendition_failing']);

/** Watches one camera for as long as it is in sight, in the best way that works. */
export class Playback {
  #server;
  #camera;
  #only;
  #stream;
  #surface;
  #on;
  #methods = null;
  #method = null;
  #video = null;
  #view = null;
  #next = null;
  #stopgap;
  #width = null;
  #size = {};
  #renditions = true;
  #suspectSince = null;
  #imagesOnly = false;
  #retry;
  #unlisten;
  #closed = false;
  refusal = '';
  status = null;

  /** only names the one method to use, stream the one to watch, or they are null; on has painted(frame, title) and changed(). */
  constructor(server, camera, { only, stream }, surface, on) {
    this.#server = server;
    this.#camera = camera;
    this.#only = only;
    this.#stream = stream;
    this.#surface = surface;
    this.#on = on;
  }

  /** So many device pixels are of use. */
  async start(pixels) {
    this.resize(pixels);
    this.#unlisten = this.#server.listen(() => this.#arrange());
    this.#on.changed();
    this.#methods = (await learnMethods()).filter(({ method }) => isMeant(this.#only, method));
    this.#arrange();
  }

  /** Why there is no picture, or why it is none of the camera's. */
  get reason() {
    return this.#server.state === 'away' ? 'The server cannot be reached. Trying again…' : this.refusal || (this.status?.error?.message ?? '');
  }

  get away() {
    return this.#server.state === 'away';
  }

  /** The element has another size. */
  resize(pixels) {
    const width = widthFor(pixels);
    const stream = this.#stream ?? streamFor(pixels);
    const resized = width !== this.#width && this.#renditions && this.#method instanceof JpegMethod;
    const changed = resized || stream !== this.#size.stream;
    this.#width = width;
    this.#size = { stream };
    if (changed && (this.#next ?? this.#view) !== null) {
      this.#watch();
    }
  }

  /** Called every second. */
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
    if (!images && (this.#next ?? this.#view) === null) {
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

  /** What was watched before stays until the first frame of this has come. */
  #watch() {
    clearTimeout(this.#retry);
    this.#next?.end();
    const smaller = this.#width !== null && this.#renditions;
    this.#next = this.#begin(smaller ? { width: this.#width } : {});
    if (smaller && this.#view === null) {
      this.#bridge();
    }
  }

  #bridge() {
    clearTimeout(this.#stopgap);
    this.#stopgap = setTimeout(() => {
      if (this.#server.state === 'open') {
        this.#view ??= this.#begin({});
      } else {
        this.#bridge();
      }
    }, STOPGAP_AFTER);
  }

  #begin(size) {
    const view = {};
    view.end = this.#server.watch(
      { camera: this.#camera, video: [...new Set(this.#methods.map(({ family }) => family))], ...this.#size, ...size },
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
    clearTimeout(this.#stopgap);
    this.#view?.end();
    this.#next?.end();
    this.#view = null;
    this.#next = null;
    this.#suspectSince = null;
  }

  #format({ tracks, init, origin }) {
    this.refusal = '';
    const video = tracks.find(({ kind }) => kind === 'video');
    const family = familyOf(video?.codec ?? '');
    const method = this.#methods.find((one) => one.family === family)?.method;
    this.#video = video?.track;
    if (method === undefined) {
      this.#use(null);
    } else if (method !== JpegMethod) {
      this.#play(method, { ...video, tracks, init: bytes(init), origin, description: bytes(video.description) });
    } else if (!(this.#method instanceof JpegMethod)) {
      this.#use(new JpegMethod(this.#surface, this.#report(JpegMethod)));
    }
    this.#on.changed();
  }

  #play(method, format) {
    try {
      this.#use(new method(this.#surface, this.#report(method), format));
    } catch {
      this.#failed(method);
    }
  }

  #show(view, frame) {
    if (view === this.#next) {
      clearTimeout(this.#stopgap);
      this.#view?.end();
      this.#view = view;
      this.#next = null;
    }
    if (this.#method === null) {
      frame.done();
    } else {
      frame.video = frame.track === this.#video;
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
    // A camera that sends something else may send what can be shown after a restart.
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
    };
  }

  /** What arrives is not seen: another way may show it. */
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
