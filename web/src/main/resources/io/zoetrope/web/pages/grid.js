import { Card } from './card.js';

/** All cameras, in the order of the server; a camera keeps its card, and so its player, from answer to answer. */
export class Grid {
  #list;
  #cards = new Map();

  constructor(list) {
    this.#list = list;
  }

  get cards() {
    return [...this.#cards.values()];
  }

  card(id) {
    return this.#cards.get(id);
  }

  show(shown) {
    this.#list.hidden = !shown;
  }

  update(cameras, now) {
    const ids = new Set(cameras.map(({ id }) => id));
    for (const card of this.cards.filter(({ id }) => !ids.has(id))) {
      card.element.remove();
    }
    let place = this.#list.firstElementChild;
    const ordered = new Map();
    for (const camera of cameras) {
      const card = this.#cards.get(camera.id) ?? new Card(camera.id);
      card.update(camera, now);
      if (card.element === place) {
        place = place.nextElementSibling;
      } else {
        this.#list.insertBefore(card.element, place);
      }
      ordered.set(camera.id, card);
    }
    this.#cards = ordered;
    this.#list.dataset.count = cameras.length === 1 ? 'one' : cameras.length <= 4 ? 'few' : 'many';
  }
}
