import { el, say } from './dom.js';
import { words } from './eventwords.js';
import { nameOf } from './names.js';
import { moment } from './words.js';

/** The events on the page, the newest first. */
export class EventList {
  #root;
  #items = new Map();

  constructor(root) {
    this.#root = root;
  }

  get size() {
    return this.#items.size;
  }

  clear() {
    this.#items.clear();
    this.#root.replaceChildren();
  }

  /** These are the newest. Returns whether those already shown follow directly. */
  renew(events) {
    const known = events.findIndex(({ id }) => this.#items.has(id));
    const goesOn = known >= 0;
    if (!goesOn) {
      this.clear();
    }
    this.#root.prepend(...events.slice(0, goesOn ? known : events.length).map((event) => this.#build(event)));
    this.#items.forEach(({ time, event: { at } }) => say(time, moment(at)));
    return goesOn;
  }

  /** The cameras have names now. */
  rename() {
    this.#items.forEach(({ where, event }) => say(where, placeOf(event)));
  }

  append(events) {
    this.#root.append(...events.filter(({ id }) => !this.#items.has(id)).map((event) => this.#build(event)));
  }

  #build(event) {
    const [sentence, tone] = words(event);
    const time = el('time', { datetime: event.at, title: event.at }, moment(event.at));
    const where = el('span', { class: 'where', dir: 'auto' }, placeOf(event));
    this.#items.set(event.id, { time, where, event });
    return el(
      'li',
      { 'data-event': event.id, 'data-tone': tone },
      time,
      where,
      el('span', { class: 'what' }, sentence),
    );
  }
}

const placeOf = ({ camera, detail }) => (camera ? nameOf(camera, detail?.name) : '');
