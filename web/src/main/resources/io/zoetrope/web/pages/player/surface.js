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
.info { flex: none; margin-inline-start: auto; padding: .1rem .4rem; background: #100e0ccc; font-size: .7rem; font-variant-numeric: tabular-nums; }
.info:empty { display: none; }
.foot { position: absolute; inset-block-end: 0; inset-inline: 0; display: flex; align-items: end; gap: .35rem; overflow: hidden; border-radius: inherit; pointer-events: none; }
.sound, .notice { margin: 0 0 .35rem .35rem; border-radius: 6px; background: #100e0ccc; }
.sound:not([hidden]) { flex: none; display: grid; place-items: center; width: 2.25rem; height: 2.25rem; padding: 0; border: 1px solid #d8cfc266; color: inherit; cursor: pointer; pointer-events: auto; }
.sound:hover { background: #100e0c; border-color: currentcolor; }
.sound:focus-visible { outline: 3px solid #f2b760; outline-offset: -3px; }
.sound svg { width: 1.4rem; height: 1.4rem; fill: none; stroke: currentcolor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
.sound[aria-pressed="true"] .cross, .sound[aria-pressed="false"] .waves { display: none; }
.notice { padding: .15rem .5rem; font-size: .75rem; overflow-wrap: anywhere; }
.notice:empty { display: none; }
`;

const SPEAKER = { speaker: 'M4 9.5h4l5-4.5v14l-5-4.5H4z', waves: 'M16 9a4.5 4.5 0 0 1 0 6M18.5 6.5a8 8 0 0 1 0 11', cross: 'M16.5 9.5l5 5m0-5l-5 5' };

/** The content of the element: a canvas, a video or an image, with messages and the button for sound over it. */
export class Surface {
  #canvas = el('canvas', { width: 0, height: 0, role: 'img', part: 'picture' });
  #context = this.#canvas.getContext('2d', { alpha: false });
  #note = el('span', { class: 'note', part: 'note' });
  #info = el('span', { class: 'info', part: 'info', 'aria-hidden': 'true' });
  #host;
  #root;
  #sound = el('button', { class: 'sound', part: 'sound', type: 'button', hidden: '' });
  #notice = el('span', { class: 'notice', part: 'notice', role: 'status' });
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
    const foot = el('div', { class: 'foot' });
    this.#sound.append(drawing(SPEAKER));
    foot.append(this.#sound, this.#notice, this.#info);
    this.#root.append(this.#canvas, foot, this.#note);
    this.#sound.addEventListener('click', () => host.toggleAttribute('sound'));
  }

  /** Draws a bitmap or a decoded picture on the canvas and shows that. */
  draw(picture, width, height) {
    if (this.#canvas.width !== width || this.#canvas.height !== height) {
      Object.assign(this.#canvas, { width, height });
    }
    this.#context.drawImage(picture, 0, 0, width, height);
    this.reveal(this.#canvas, width, height);
  }

  /** Shows an empty canvas. */
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

  /** Adds an element, invisible until it is revealed. */
  add(element) {
    element.dataset.waiting = '';
    this.#canvas.after(element);
  }

  /** Shows this element instead of the current one. */
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

  /** Removes an element; its last picture, if there is one, stays visible on the canvas. */
  remove(element, picture) {
    if (this.#shown === element && picture !== null) {
      this.draw(picture, this.width, this.height);
    } else if (this.#shown === element) {
      this.reveal(this.#canvas, this.width, this.height);
    }
    element.remove();
  }

  /** Names the picture for screen readers. */
  describe(label) {
    this.#label = label;
    if (this.#shown.getAttribute('aria-label') !== label) {
      this.#shown.setAttribute('aria-label', label);
    }
  }

  /** Shows a message instead of the picture, or over the bottom of it. */
  say(text, over) {
    say(this.#note, text);
    this.#note.toggleAttribute('data-over', over);
  }

  /** Offers to turn the sound on or off, which it is now; null where there is none. */
  offerSound(on) {
    this.#sound.hidden = on === null;
    if (on !== null && this.#sound.getAttribute('aria-pressed') !== String(on)) {
      const does = on ? 'Turn sound off' : 'Turn sound on';
      Object.entries({ 'aria-pressed': on, 'aria-label': does, title: does }).forEach((pair) => this.#sound.setAttribute(...pair));
    }
  }

  /** Shows the notice of the element. */
  notice(text) {
    say(this.#notice, text);
  }

  inform(text) {
    say(this.#info, text);
  }
}

function drawing(paths) {
  const [svg, ...lines] = ['svg', ...Object.keys(paths)].map((name) => document.createElementNS('http://www.w3.org/2000/svg', name === 'svg' ? name : 'path'));
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  Object.entries(paths).forEach(([name, d], n) => {
    lines[n].setAttribute('class', name);
    lines[n].setAttribute('d', d);
  });
  svg.append(...lines);
  return svg;
}
