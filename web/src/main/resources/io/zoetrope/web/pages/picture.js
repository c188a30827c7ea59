import { el, say } from './dom.js';
import { nameOf, within } from './names.js';

const BLANK = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';

const tiny = el('canvas', { width: 32, height: 18 }).getContext('2d', { willReadFrequently: true });

/**
 * The place where a camera is seen: as a stream, as a still, or at rest with its last picture.
 * data-picture says which: stream, still, failed, rest; data-seen is there once a picture was.
 */
export class Picture {
  #image = el('img', { src: BLANK, alt: '' });
  #canvas = el('canvas', { width: 0, height: 0, 'aria-hidden': 'true' });
  #note = el('span', { class: 'note' });
  #objectUrl = null;
  name;

  /** Called when the stream has broken; it is already released then. */
  onBroken = () => {};
  tries = 0;
  openedAt = 0;

  constructor(id) {
    this.name = nameOf(id);
    this.element = el('div', { class: 'picture' }, this.#canvas, this.#note, this.#image);
    this.#image.addEventListener('load', () => this.#loaded());
    this.#image.addEventListener('error', () => this.#broken());
    this.rest();
  }

  get mode() {
    return this.element.dataset.picture;
  }

  get streaming() {
    return this.mode === 'stream';
  }

  get seen() {
    return 'seen' in this.element.dataset;
  }

  openStream(url) {
    this.#freeze();
    this.#become('stream', `Live picture from ${within(this.name)}`, this.seen ? '' : 'Waiting for the first picture…');
    this.openedAt = performance.now();
    this.#image.src = url;
    this.#revoke();
  }

  showStill(blob) {
    this.#freeze();
    this.#become('still', `Recent picture from ${within(this.name)}`, '');
    this.#revoke();
    this.#objectUrl = URL.createObjectURL(blob);
    this.#image.src = this.#objectUrl;
  }

  fail(message) {
    if (this.mode !== 'failed') {
      this.rest();
    }
    this.#become('failed', '', message);
  }

  /** Ends the stream, keeping its last picture in sight. Removing the image alone would leave the stream open. */
  rest() {
    this.#freeze();
    this.#become('rest', '', '');
    this.#image.src = BLANK;
    this.#revoke();
  }

  /** A coarse print of what is shown, to tell whether it changes. */
  print() {
    if (this.#image.naturalWidth === 0) {
      return '';
    }
    tiny.drawImage(this.#image, 0, 0, tiny.canvas.width, tiny.canvas.height);
    return tiny.getImageData(0, 0, tiny.canvas.width, tiny.canvas.height).data.join();
  }

  #become(mode, alt, note) {
    this.element.dataset.picture = mode;
    this.#image.alt = alt;
    say(this.#note, note);
  }

  #loaded() {
    if (this.#image.naturalWidth > 1) {
      this.element.dataset.seen = '';
      this.tries = 0;
      say(this.#note, '');
      this.#revoke();
    }
  }

  /** A stream that had begun breaks off without an event, and its last picture is lost unless it was kept. */
  check() {
    if (this.streaming && this.#image.complete && this.#image.naturalWidth === 0) {
      this.#broken();
    } else if (this.streaming) {
      this.#freeze();
    }
  }

  #broken() {
    const { streaming } = this;
    if (streaming && this.tries === 0) {
      this.rest();
    } else {
      this.fail('No picture. Trying again soon.');
    }
    if (streaming) {
      this.onBroken();
    }
  }

  /** Copies what is shown behind the image, so that nothing flickers while the next picture is on its way. */
  #freeze() {
    const { naturalWidth, naturalHeight } = this.#image;
    if (naturalWidth > 1) {
      const width = Math.min(naturalWidth, 640);
      this.#canvas.width = width;
      this.#canvas.height = Math.round((width * naturalHeight) / naturalWidth);
      this.#canvas.getContext('2d').drawImage(this.#image, 0, 0, width, this.#canvas.height);
    }
  }

  #revoke() {
    if (this.#objectUrl !== null) {
      URL.revokeObjectURL(this.#objectUrl);
      this.#objectUrl = null;
    }
  }
}
