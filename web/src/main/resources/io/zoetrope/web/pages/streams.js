import { streamUrl } from './words.js';

// Time for the browser to let go of a connection before another stream asks for one.
const LETTING_GO = 150;
const FIRST_RETRY = 1000;
const LAST_RETRY = 5000;

/** Holds open the streams that are wanted, and no others. */
export class Streams {
  #wanted = new Map();

  /** Wants exactly these: a map of picture to camera id. */
  want(wanted) {
    let released = false;
    for (const picture of this.#wanted.keys()) {
      if (!wanted.has(picture) && picture.streaming) {
        picture.rest();
        released = true;
      }
    }
    for (const picture of wanted.keys()) {
      if (!this.#wanted.has(picture)) {
        picture.tries = 0;
      }
      picture.onBroken = () => this.#broken(picture);
    }
    this.#wanted = wanted;
    setTimeout(() => this.#openAll(), released ? LETTING_GO : 0);
  }

  wants(picture) {
    return this.#wanted.has(picture);
  }

  /** Opens every stream anew: one that has died says nothing. */
  reopen() {
    for (const picture of this.#wanted.keys()) {
      picture.rest();
    }
    setTimeout(() => this.#openAll(), LETTING_GO);
  }

  #openAll() {
    for (const picture of this.#wanted.keys()) {
      if (picture.mode !== 'failed' || picture.tries === 0) {
        this.#open(picture);
      }
    }
  }

  #open(picture) {
    if (this.#wanted.has(picture) && !picture.streaming) {
      picture.openStream(streamUrl(this.#wanted.get(picture)));
    }
  }

  #broken(picture) {
    const pause = Math.min(FIRST_RETRY * 2 ** picture.tries++, LAST_RETRY);
    setTimeout(() => this.#open(picture), pause);
  }
}
