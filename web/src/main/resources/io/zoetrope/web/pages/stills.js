import { ask, Refusal } from './ask.js';
import { STOPPED } from './line.js';
import { noPicture, snapshotUrl } from './words.js';

const EVERY = 2000;
const AFTER_FAILURE = 5000;
const PATIENCE = 4000;
const AFTER_PATIENCE = 10000;

/** Refreshes the pictures of the cameras that have no stream, the one that waited longest first. */
export class Stills {
  #cards;
  #connections;
  #due = new WeakMap();

  /** cards() answers the cards that want a still just now. */
  constructor(cards, connections) {
    this.#cards = cards;
    this.#connections = connections;
  }

  next() {
    let first = null;
    for (const card of this.#cards()) {
      if (first === null || this.#at(card) < this.#at(first)) {
        first = card;
      }
    }
    return first && { at: this.#at(first), patience: PATIENCE, run: (signal) => this.#run(first, signal) };
  }

  /** The card has changed its state: what was said about it may no longer hold. */
  soon(card) {
    this.#due.delete(card.picture);
  }

  #at(card) {
    return this.#due.get(card.picture) ?? 0;
  }

  async #run(card, signal) {
    const { picture } = card;
    let pause = EVERY * this.#connections.windows;
    try {
      const response = await ask(snapshotUrl(card.id), signal);
      const blob = await response.blob();
      if (this.#cards().some((one) => one.picture === picture)) {
        picture.showStill(blob);
      }
    } catch (failure) {
      if (signal.reason === STOPPED) {
        return;
      }
      pause = signal.aborted ? AFTER_PATIENCE : AFTER_FAILURE;
      picture.fail(reason(failure, picture));
    }
    this.#due.set(picture, performance.now() + pause);
  }
}

function reason(failure, picture) {
  if (!(failure instanceof Refusal)) {
    return 'No picture arrived. Trying again soon.';
  }
  return failure.code === 'camera_failing' ? noPicture(picture) : failure.message;
}
