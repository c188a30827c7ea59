import { el, say } from './dom.js';

const STYLE = `
:host { display: block; position: relative; aspect-ratio: var(--zoetrope-ratio, 16 / 9); background: #100e0c; color: #d8cfc2; font: .9rem/1.4 system-ui, sans-serif; }
:host([hidden]) { display: none; }
canvas, video, img, iframe { position: absolute; inset: 0; width: 100%; height: 100%; border: 0; border-radius: inherit; color-scheme: light; object-fit: contain; }
[hidden] { display: none; }
[data-waiting] { opacity: 0; }
.note { position: absolute; inset: 0; display: grid; place-items: center; overflow: hidden; padding: 1rem; text-align: center; overflow-wrap: anywhere; }
.note:empty { display: none; }
.note[data-over] { inset: auto 0 0; padding: .3rem .6rem; background: #100e0ccc; font-size: .8rem; }
.info { position: absolute; inset-block-end: 0; inset-inline-end: 0; padding: .1rem .4rem; background: #100e0c99; font-size: .7rem; font-variant-numeric: tabular-nums; }
.info:empty { display: none; }
.sound { position: absolute; inset-block-end: .35rem; inset-inline-start: .35rem; padding: .2rem .5rem; border: 1px solid #d8cfc266; border-radius: 6px; background: #100e0ccc; color: inherit; font: inherit; font-size: .75rem; cursor: pointer; }
`;

/** What an element shows: one of its canvas, a video and an image, and above that what there is to say. */
export class Surface {
  #canvas = el('canvas', { width: 0, height: 0, role: 'img', part: 'picture' });
  #context = this.#canvas.getContext('2d', { alpha: false });
  #note = el('span', { class: 'note', part: 'note' });
  #info = el('span', { class: 'info', part: 'info', 'aria-hidden': 'true' });
  #host;
  #root;
  #sound = el('button', { class: 'sound', part: 'sound', type: 'button', hidden: '' });
  #shown = this.#canvas;
  #label = '';

  width = 0;
  height = 0;

  constructor(host) {
    this.#host = host;
    this.#root = host.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    this.#root.adoptedStyleSheets = [sheet];
    this.#root.append(this.#canvas, this.#info, this.#note, this.#sound);
    this.#sound.addEventListener('click', () => host.toggleAttribute('sound'));
  }

  /** Paints a bitmap or a decoded picture; it stays in sight until something else is. */
  draw(picture, width, height) {
    if (this.#canvas.width !== width || this.#canvas.height !== height) {
      Object.assign(this.#canvas, { width, height });
    }
    this.#context.drawImage(picture, 0, 0, width, height);
    this.reveal(this.#canvas, width, height);
  }

  /** Has nothing in sight. */
  clear() {
    Object.assign(this.#canvas, { width: 0, height: 0 });
    this.reveal(this.#canvas, 16, 9);
  }

  newVideo() {
    const video = el('video', { muted: '', playsinline: '', part: 'picture' });
    video.muted = true;
    this.add(video);
    return video;
  }

  /** Adds an element that is revealed when it has a picture. */
  add(element) {
    element.dataset.waiting = '';
    this.#root.insertBefore(element, this.#info);
  }

  /** Has this one in sight, now that there is a picture in it. */
  reveal(element, width, height) {
    if (this.#shown !== element) {
      this.#shown.hidden = true;
      this.#shown = element;
      element.hidden = false;
      delete element.dataset.waiting;
      this.describe(this.#label);
    }
    if (this.width !== width || this.height !== height) {
      Object.assign(this, { width, height });
      this.#host.style.setProperty('--zoetrope-ratio', width / height);
    }
  }

  /** Removes an element; the last picture in it, if there is one, stays in sight. */
  remove(element, picture) {
    if (this.#shown === element && picture !== null) {
      this.draw(picture, this.width, this.height);
    } else if (this.#shown === element) {
      this.reveal(this.#canvas, this.width, this.height);
    }
    element.remove();
  }

  /** What people who do not see the picture are told. */
  describe(label) {
    this.#label = label;
    if (this.#shown.getAttribute('aria-label') !== label) {
      this.#shown.setAttribute('aria-label', label);
    }
  }

  /** Says something in place of the picture, or below one that is in sight. */
  say(text, over) {
    say(this.#note, text);
    this.#note.toggleAttribute('data-over', over);
  }

  /** Offers to turn the sound on or off; text is empty where there is none. */
  offerSound(text) {
    this.#sound.hidden = text === '';
    say(this.#sound, text);
  }

  inform(text) {
    say(this.#info, text);
  }
}
