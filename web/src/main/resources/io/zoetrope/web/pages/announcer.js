import { say } from './dom.js';
import { nameOf, within } from './names.js';
import { endSentence, isWaiting } from './words.js';

const MOST_AT_ONCE = 3;

/** Says aloud which cameras have failed and which are back: once each, however often they are tried. */
export class Announcer {
  #element;
  #failing = new Map();

  constructor(element) {
    this.#element = element;
  }

  update(cameras) {
    const changes = cameras.filter((camera) => this.#changed(camera));
    if (changes.length > MOST_AT_ONCE) {
      const failed = changes.filter(({ id }) => this.#failing.get(id)).length;
      say(this.#element, `${failed} cameras have failed, ${changes.length - failed} are back.`);
    } else if (changes.length > 0) {
      say(this.#element, changes.map((camera) => this.#sentence(camera)).join(' '));
    }
  }

  #changed(camera) {
    const before = this.#failing.get(camera.id);
    const failing = camera.state === 'retrying' && !isWaiting(camera);
    if (failing || camera.state === 'live' || before === undefined) {
      this.#failing.set(camera.id, failing);
      return before !== undefined && before !== failing;
    }
    return false;
  }

  #sentence({ id, error }) {
    const name = within(nameOf(id));
    return this.#failing.get(id) ? endSentence(`${name} has failed: ${error?.message ?? 'it cannot be opened'}`) : `${name} is back.`;
  }
}
