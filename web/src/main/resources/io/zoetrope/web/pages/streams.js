import { streamUrl } from './words.js';

// Time for the browser to let go of a connection before another stream asks for one.
const LETTING_GO = 150;
const CHECK_EVERY = 100;
const FIRST_RETRY = 1000;
const LAST_RETRY = 5000;

/** Holds open the streams that are wanted, and no others. */
export class Streams {
  #wanted = new Map();
  #openFrom = 0;
  #timer;

  /** While the server is away nothing is opened; the last pictures stay in sight. */
  paused = false;

  constructor() {
    setInterval(() => this.#wanted.forEach((_, picture) => picture.check()), CHECK_EVERY);
  }

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
    this.#openAfter(released ? LETTING_GO : 0);
  }

  /** The streams that are open, as [picture, camera id]. */
  get open() {
    return [...this.#wanted].filter(([picture]) => picture.streaming);
  }

  wants(picture) {
    return this.#wanted.has(picture);
  }

  /** Reopens streams, all of them if none are named: one that has died says nothing. */
  reopen(pictures = this.#wanted.keys()) {
    for (const picture of pictures) {
      picture.rest();
      picture.tries = 0;
      this.#openAfter(LETTING_GO);
    }
  }

  #openAfter(milliseconds) {
    this.#openFrom = Math.max(this.#openFrom, performance.now() + milliseconds);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#openAll(), this.#openFrom - performance.now());
  }

  #openAll() {
    for (const picture of this.#wanted.keys()) {
      if (picture.tries === 0) {
        this.#open(picture);
      }
    }
  }

  #open(picture) {
    if (!this.paused && this.#wanted.has(picture) && !picture.streaming) {
      picture.openStream(streamUrl(this.#wanted.get(picture)));
    }
  }

  #broken(picture) {
    const pause = Math.min(FIRST_RETRY * 2 ** picture.tries++, LAST_RETRY);
    setTimeout(() => this.#open(picture), pause);
  }
}
