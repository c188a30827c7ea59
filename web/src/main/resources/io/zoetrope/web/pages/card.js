import { el, say } from './dom.js';
import { nameOf, within } from './names.js';
import { cameraUrl, hashOf, isWaiting, publishUrl, rate, size, stateOf, trouble } from './words.js';

/** One camera in the grid. */
export class Card {
  #link;
  #state = el('span', { class: 'state' });
  #measures = el('span', { class: 'measures' });
  #trouble = el('p', { class: 'trouble' });
  #publish;
  state = null;

  constructor(id) {
    this.id = id;
    this.picture = pictureOf(id);
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
      this.picture,
      el('h2', {}, this.#link),
      el('p', { class: 'status' }, this.#state, this.#measures),
      this.#trouble,
      this.#publish,
    );
  }

  update(camera, now) {
    this.state = camera.state;
    describe(this.picture, this.id);
    say(this.#link, nameOf(this.id));
    this.element.dataset.state = stateOf(camera);
    say(this.#state, stateOf(camera));
    say(this.#measures, [size(camera), rate(camera)].filter(Boolean).join(' · '));
    say(this.#trouble, trouble(camera, now));
    this.#measures.hidden = camera.state === 'retrying';
    this.#publish.hidden = !isWaiting(camera);
  }

  focus() {
    this.#link.focus();
  }
}

/** The player, with the name that people know the camera by. */
export function pictureOf(id) {
  const picture = el('zoetrope-camera', { src: cameraUrl(id) });
  describe(picture, id);
  return picture;
}

export function describe(picture, id) {
  picture.setAttribute('alt', `Live picture from ${within(nameOf(id))}`);
}

/** The way to the page that sends pictures to a camera. */
export function publishLink(id) {
  const to = el('span', { class: 'unseen' }, ` to ${within(nameOf(id))}`);
  return el('a', { class: 'publish', href: publishUrl(id), hidden: '' }, 'Publish from this device', to);
}
