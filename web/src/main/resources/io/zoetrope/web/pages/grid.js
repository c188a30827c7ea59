import { Card } from './card.js';

/** All cameras, in the order of the server; a camera keeps its card, and so its stream, from answer to answer. */
export class Grid {
  #list;
  #cards = new Map();
  #watch;
  #onChange;

  /** onMove() when other cards than before are in view; onChange(card) when a camera changed its state. */
  constructor(list, onMove, onChange) {
    this.#list = list;
    this.#onChange = onChange;
    this.#watch = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          const card = this.#cards.get(target.dataset.camera);
          if (card) {
            card.inView = isIntersecting;
          }
        }
        onMove();
      },
      { rootMargin: '10% 0px' },
    );
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
      this.#remove(card);
    }
    let place = this.#list.firstElementChild;
    const ordered = new Map();
    for (const camera of cameras) {
      const card = this.#cards.get(camera.id) ?? this.#add(camera.id);
      const before = card.state;
      card.update(camera, now);
      if (before !== card.state) {
        this.#onChange(card);
      }
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

  #add(id) {
    const card = new Card(id);
    this.#cards.set(id, card);
    this.#watch.observe(card.element);
    return card;
  }

  /** Lets go of the card; whoever gave it a stream ends that. */
  #remove(card) {
    this.#watch.unobserve(card.element);
    card.element.remove();
    this.#cards.delete(card.id);
  }
}

/** The cards that should have a stream, the most important first: of those in view the ones that have one already. */
export function chooseLive(cards) {
  const inView = cards.filter((card) => card.inView);
  const streaming = inView.filter((card) => card.picture.streaming);
  const others = inView.filter((card) => !card.picture.streaming);
  return [...streaming, ...others];
}
