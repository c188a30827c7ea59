import { Screen } from './screen.js';

// A browser opens six connections to a server for all its tabs: some must be left for other requests.
const MOST_STREAMS = 4;
const STILL_EVERY = 2000;
const RETRY_AFTER = 2000;

/** Which elements of this page have a stream of a server; the others show stills, one request at a time. */
class Turns {
  static #all = new Map();
  #streaming = new Set();
  #stills = Promise.resolve();

  static of(server) {
    if (!Turns.#all.has(server)) {
      Turns.#all.set(server, new Turns());
    }
    return Turns.#all.get(server);
  }

  takeStream(method) {
    if (this.#streaming.size < MOST_STREAMS) {
      this.#streaming.add(method);
    }
    return this.#streaming.has(method);
  }

  leaveStream(method) {
    this.#streaming.delete(method);
  }

  /** load() answers a promise; it is called when the stills before it have come. */
  still(load) {
    this.#stills = this.#stills.then(load, load);
  }
}

/** Shows a camera in an image, which works everywhere, even behind a proxy that blocks WebSockets. */
export class ImageMethod {
  static title = 'MJPEG';
  #surface;
  #report;
  #address;
  #turns;
  #timer;
  #screen = new Screen();
  #closed = false;

  /** address(name) is that of the camera's stream.mjpg or snapshot.jpg. */
  constructor(surface, report, server, address) {
    this.#surface = surface;
    this.#report = report;
    this.#address = address;
    this.#turns = Turns.of(server);
    this.#screen.image.addEventListener('load', () => this.#loaded());
    this.#screen.image.addEventListener('error', () => this.#broken());
    surface.add(this.#screen.element);
    this.#open();
  }

  close() {
    this.#closed = true;
    clearTimeout(this.#timer);
    const { image, element } = this.#screen;
    this.#surface.remove(element, image.naturalWidth > 1 ? image : null);
    this.#screen.clear();
    this.#turns.leaveStream(this);
  }

  /** A stream that breaks off after it began causes no event. */
  check() {
    const { src, complete, naturalWidth } = this.#screen.image;
    if (src !== '' && complete && naturalWidth === 0) {
      this.#broken();
    }
  }

  #open() {
    if (this.#turns.takeStream(this)) {
      this.#screen.show(unique(this.#address('stream.mjpg')));
    } else {
      this.#turns.still(() => this.#still());
    }
  }

  async #still() {
    if (this.#closed) {
      return;
    }
    const next = new Image();
    next.src = unique(this.#address('snapshot.jpg'));
    try {
      await next.decode();
      if (!this.#closed) {
        this.#surface.draw(next, next.naturalWidth, next.naturalHeight);
        this.#report.painted(null);
      }
    } catch {
      // The next one may come.
    }
    this.#again(STILL_EVERY);
  }

  #again(delay) {
    clearTimeout(this.#timer);
    if (!this.#closed) {
      this.#timer = setTimeout(() => this.#open(), delay);
    }
  }

  #loaded() {
    const { naturalWidth, naturalHeight } = this.#screen.image;
    if (!this.#closed && naturalWidth > 1) {
      this.#surface.reveal(this.#screen.element, naturalWidth, naturalHeight);
      this.#report.painted(null);
    }
  }

  #broken() {
    if (!this.#closed) {
      this.#turns.leaveStream(this);
      this.#screen.clear();
      this.#again(RETRY_AFTER);
    }
  }
}

/** A browser may let a request wait for another to the same address, in the hope of sharing it. */
function unique(address) {
  const url = new URL(address);
  url.searchParams.set('opening', Math.random().toString(36).slice(2));
  return url.href;
}
