import { el, say } from './dom.js';
import { nameOf, within } from './names.js';
import { Screen } from './screen.js';

const KEEP_EVERY = 500;

const tiny = el('canvas');
tiny.getContext('2d', { willReadFrequently: true });

/**
 * The place where a camera is seen: as a stream, as a still, or at rest with its last picture.
 * data-picture says which: stream, still, failed, rest; data-seen is there once a picture was.
 */
export class Picture {
  #screen = new Screen();
  #image = this.#screen.image;
  #canvas = el('canvas', { width: 0, height: 0, 'aria-hidden': 'true' });
  #note = el('span', { class: 'note' });
  #objectUrl = null;
  name;
  #keptAt = -Infinity;

  /** Called when the stream has broken; it is already released then. */
  onBroken = () => {};
  tries = 0;
  openedAt = 0;

  constructor(id) {
    this.name = nameOf(id);
    this.element = el('div', { class: 'picture' }, this.#canvas, this.#note, this.#screen.element);
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
    this.#keptAt = -Infinity;
    this.#screen.show(unique(url));
    this.#revoke();
  }

  showStill(blob) {
    this.#freeze();
    this.#become('still', `Recent picture from ${within(this.name)}`, '');
    this.#revoke();
    this.#objectUrl = URL.createObjectURL(blob);
    this.#screen.show(this.#objectUrl);
  }

  fail(message) {
    if (this.mode !== 'failed') {
      this.rest();
    }
    this.#become('failed', '', message);
  }

  /** Ends the stream, keeping its last picture in sight. */
  rest() {
    this.#freeze();
    this.#become('rest', '', '');
    this.#screen.clear();
    this.#revoke();
  }

  /** A coarse print of what is shown, to notice whether it changes. */
  print() {
    return paint(this.#image, tiny, 32, 18) ? tiny.getContext('2d').getImageData(0, 0, 32, 18).data.join() : '';
  }

  #become(mode, alt, note) {
    this.element.dataset.picture = mode;
    this.#screen.describe(alt);
    this.#canvas.hidden = false;
    say(this.#note, note);
  }

  #loaded() {
    if (this.#image.naturalWidth > 1) {
      this.element.dataset.seen = '';
      this.#uncover(this.streaming || this.mode === 'still');
      this.tries = 0;
      this.#keep();
      say(this.#note, '');
      this.#revoke();
    }
  }

  /** A stream that had begun breaks off without an event, and its last picture is lost unless it was kept. */
  check() {
    if (this.streaming && this.#image.complete && this.#image.naturalWidth === 0) {
      this.#broken();
    } else if (this.streaming) {
      this.#keep();
      this.#uncover(this.#image.naturalWidth > 1);
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

  /** Shows the copy where there is no image: below one, WebKit would compose both again for each picture. */
  #uncover(imageIsInSight) {
    this.#canvas.hidden = imageIsInSight;
  }

  #keep() {
    if (performance.now() - this.#keptAt > KEEP_EVERY) {
      this.#freeze();
    }
  }

  /** Keeps a copy of what is shown, to be seen while there is nothing else. */
  #freeze() {
    const { naturalWidth, naturalHeight } = this.#image;
    const width = Math.min(naturalWidth, 640);
    if (width > 1 && paint(this.#image, this.#canvas, width, Math.round((width * naturalHeight) / naturalWidth))) {
      this.#keptAt = performance.now();
    }
  }

  #revoke() {
    if (this.#objectUrl !== null) {
      URL.revokeObjectURL(this.#objectUrl);
      this.#objectUrl = null;
    }
  }
}

/**
 * Paints the image, or says that there is nothing to paint. Firefox draws some older picture of a stream with drawImage, but
 * the one in sight as a pattern.
 */
function paint(image, canvas, width, height) {
  const context = canvas.getContext('2d');
  const pattern = image.naturalWidth === 0 ? null : context.createPattern(image, 'no-repeat');
  if (pattern === null) {
    return false;
  }
  Object.assign(canvas, { width, height });
  context.scale(width / image.naturalWidth, height / image.naturalHeight);
  context.fillStyle = pattern;
  context.fillRect(0, 0, image.naturalWidth, image.naturalHeight);
  return true;
}

/** A browser may let a request wait for another to the same address, as from another window, in the hope of sharing it. */
function unique(url) {
  const address = new URL(url, document.baseURI);
  address.searchParams.set('opening', Math.random().toString(36).slice(2));
  return address.href;
}
