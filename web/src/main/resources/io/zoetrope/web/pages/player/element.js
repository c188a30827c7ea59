import { Delays } from './delays.js';
import { streamFor } from './messages.js';
import { Playback } from './playback.js';
import { Server } from './server.js';
import { Surface } from './surface.js';

const CAMERA = /^(.*\/)cameras\/([^/?#]+)\/?(?:[?#].*)?$/;

// A picture that was taken longer ago, in milliseconds, is not shown as if it were live.
const LATE = 1000;
const QUIET = 3000;

/**
 * One camera, live: <zoetrope-camera src="http://server/cameras/door"></zoetrope-camera>. Attributes: src; alt, the picture's name for
 * screen readers; paused, to keep the last picture; method, to have one of webcodecs, mse, jpeg and mjpeg only; stream, main or small, where the
 * element's width does not decide; sound, to hear it. Properties: method, delay, state, reason, notice, picture.
 * A change of these is an event named change. It watches only while it is visible.
 */
export class ZoetropeCamera extends HTMLElement {
  static observedAttributes = ['src', 'paused', 'method', 'stream', 'sound', 'alt'];
  #surface = new Surface(this);
  #delays = new Delays();
  #playback = null;
  #inView = false;
  #leaving = false;
  #picture = 'none';
  #method = '';
  #pixels = 0;
  #arranging;
  #watch = new IntersectionObserver((entries) => this.#sighted(entries), { rootMargin: '10% 0px' });
  #resized = new ResizeObserver(() => this.#measure());
  #visibility = (event) => this.#arrange(event);
  #ticking;

  /** How pictures are shown: WebCodecs, MSE, JPEG, MJPEG, or nothing yet. */
  get method() {
    return this.#method;
  }

  /** Milliseconds from capture to paint, the median of the last second; null if that is not known. */
  get delay() {
    return this.#delays.median;
  }

  /** The camera's state as in /api/cameras, or nothing. */
  get state() {
    return this.#playback?.status?.state ?? '';
  }

  /** What is wrong, in words, or nothing. */
  get reason() {
    return this.#playback?.reason ?? '';
  }

  /** What is shown or heard otherwise than the camera sends it, and why, in words; or nothing. */
  get notice() {
    return ['live', 'late'].includes(this.picture) ? (this.#playback?.notice ?? '') : '';
  }

  /** What is visible: none, live, late (it was more than a second old), placeholder, or last (nothing newer comes). */
  get picture() {
    return this.dataset.picture ?? 'none';
  }

  get pictureWidth() {
    return this.#surface.width;
  }

  get pictureHeight() {
    return this.#surface.height;
  }

  connectedCallback() {
    this.#watch.observe(this);
    document.addEventListener('visibilitychange', this.#visibility);
    addEventListener('pagehide', this.#visibility);
    addEventListener('pageshow', this.#visibility);
    this.#arrange();
  }

  disconnectedCallback() {
    this.#watch.disconnect();
    document.removeEventListener('visibilitychange', this.#visibility);
    removeEventListener('pagehide', this.#visibility);
    removeEventListener('pageshow', this.#visibility);
    this.#arrange();
  }

  attributeChangedCallback(name, before, after) {
    if (before !== after) {
      if (name === 'src') {
        this.#picture = 'none';
        this.#surface.clear();
      }
      if (['src', 'method', 'stream', 'sound'].includes(name)) {
        this.#end();
      }
      this.#show();
      this.#arrange();
    }
  }

  get #choices() {
    return { only: this.getAttribute('method'), stream: this.getAttribute('stream'), sound: this.hasAttribute('sound') };
  }

  #measure() {
    this.#pixels = this.clientWidth * devicePixelRatio;
    this.#playback?.resize(this.#pixels);
  }

  #sighted(entries) {
    this.#inView = entries.at(-1).isIntersecting;
    this.#arrange();
  }

  /** Elements move, appear and disappear several at a time, so all changes of one turn are handled together. */
  #arrange(event) {
    this.#leaving = event?.type === 'pagehide';
    clearTimeout(this.#arranging);
    this.#arranging = setTimeout(() => {
      const inSight = this.isConnected && this.#inView && !document.hidden && !this.#leaving;
      // A paused element still shows one picture.
      if (!inSight || (this.hasAttribute('paused') && this.#picture !== 'none')) {
        this.#end();
      } else if (this.#playback === null) {
        this.#begin();
      }
    });
  }

  #begin() {
    const address = cameraAt(new URL(this.getAttribute('src') ?? '', document.baseURI).href);
    if (address === null) {
      this.#surface.say('The attribute src is not the address of a camera, which ends with /cameras/ID.', false);
      return;
    }
    this.#playback = new Playback(Server.at(address.base), address.camera, this.#choices, this.#surface, {
      painted: (frame, method) => this.#painted(frame, method),
      changed: () => this.#show(),
    });
    this.#measure();
    this.#playback.start();
    this.#resized.observe(this);
    this.#ticking = setInterval(() => this.#tick(), 500);
    this.#show();
  }

  #end() {
    if (this.#playback !== null) {
      this.#playback.close();
      this.#playback = null;
      this.#resized.disconnect();
      clearInterval(this.#ticking);
      this.#delays.clear();
      this.#show();
    }
  }

  #painted(frame, method) {
    requestAnimationFrame(() => {
      if (this.#playback !== null) {
        this.#delays.add(frame === null || frame.placeholder ? null : frame.age());
        this.#method = method;
        this.#picture = frame?.placeholder ? 'placeholder' : this.#delays.age > LATE ? 'late' : 'live';
        this.#show();
        if (this.hasAttribute('paused')) {
          this.#arrange();
        }
      }
    });
  }

  #tick() {
    this.#playback.check();
    this.#surface.inform(this.#info());
    this.dispatchEvent(new Event('change'));
  }

  /** Says what has changed. */
  #show() {
    const away = this.#playback === null || this.#playback.away;
    const seen = this.#picture !== 'none';
    this.#reflect('state', this.#playback?.status?.state ?? '');
    this.#reflect('method', this.#method);
    this.#surface.describe(this.getAttribute('alt') ?? '');
    this.#surface.say(this.#note(), seen);
    this.#surface.offerSound(this.#soundOffer());
    if (this.#reflect('picture', seen && away ? 'last' : this.#picture)) {
      this.#surface.inform(this.#info());
    }
    this.#surface.notice(this.notice);
  }

  /** Only video has sound; a small element has no room for a button. */
  #soundOffer() {
    const on = this.hasAttribute('sound');
    const offered = on || this.#method === 'WebCodecs' || this.#method === 'MSE';
    return streamFor(this.#pixels) === 'small' || !offered ? null : on;
  }

  /** Shows a value to style sheets; returns whether it is another one than before. */
  #reflect(name, value) {
    const changed = this.dataset[name] !== value;
    if (changed) {
      this.dataset[name] = value;
    }
    return changed;
  }

  #note() {
    const { away, reason } = this.#playback ?? { reason: '' };
    if (this.#playback === null || (this.#picture !== 'none' && !away)) {
      return '';
    }
    return reason || 'Waiting for the first picture…';
  }

  #info() {
    const { age, median } = this.#delays;
    if (!['live', 'late'].includes(this.dataset.picture)) {
      return '';
    }
    if (age > QUIET) {
      return `${this.method} · ${Math.round(age / 1000)} s old`;
    }
    return median === null ? this.method : `${this.method} · ${median} ms`;
  }
}

function cameraAt(address) {
  const [, base, camera] = CAMERA.exec(address) ?? [];
  try {
    return base === undefined ? null : { base, camera: decodeURIComponent(camera) };
  } catch {
    return null;
  }
}

customElements.define('zoetrope-camera', ZoetropeCamera);
