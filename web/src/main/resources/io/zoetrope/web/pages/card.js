import { el, say } from './dom.js';
import { nameOf, within } from './names.js';
import { Picture } from './picture.js';
import { hashOf, isWaiting, noPicture, publishUrl, rate, size, stateOf, trouble } from './words.js';

/** One camera in the grid. */
export class Card {
  #link;
  #state = el('span', { class: 'state' });
  #measures = el('span', { class: 'measures' });
  #trouble = el('p', { class: 'trouble' });
  #publish;
  inView = false;
  state = null;

  constructor(id) {
    this.id = id;
    this.picture = new Picture(id);
    this.#link = el('a', { href: hashOf(id), dir: 'auto' }, nameOf(id));
    this.#link.addEventListener('keydown', (event) => {
      if (event.key === ' ') {
        event.preventDefault();
        this.#link.click();
      }
    });
    this.#publish = publishLink(id);
    this.element = el(
      'li',
      { 'data-camera': id },
      this.picture.element,
      el('h2', {}, this.#link),
      el('p', { class: 'status' }, this.#state, this.#measures),
      this.#trouble,
      this.#publish,
    );
  }

  /** A stream of a failing camera shows a notice; to ask for a still would only be refused. */
  get failing() {
    return this.state === 'retrying';
  }

  update(camera, now) {
    this.state = camera.state;
    this.picture.name = nameOf(this.id);
    say(this.#link, nameOf(this.id));
    this.element.dataset.state = stateOf(camera);
    say(this.#state, stateOf(camera));
    say(this.#measures, [size(camera), rate(camera)].filter(Boolean).join(' · '));
    say(this.#trouble, trouble(camera, now));
    this.#measures.hidden = this.failing;
    this.#publish.hidden = !isWaiting(camera);
    if (this.failing && !this.picture.streaming) {
      this.picture.fail(noPicture(this.picture));
    }
  }

  focus() {
    this.#link.focus();
  }
}

/** The way to the page that sends pictures to a camera. */
export function publishLink(id) {
  const to = el('span', { class: 'unseen' }, ` to ${within(nameOf(id))}`);
  return el('a', { class: 'publish', href: publishUrl(id), hidden: '' }, 'Publish from this device', to);
}
