const WINDOW = 1000;

/** The recent delays from capture to paint. */
export class Delays {
  #samples = [];
  #paintedAt = null;
  #last = null;

  /** Adds the delay of a painted picture in milliseconds; null if it is not known. */
  add(delay) {
    const now = performance.now();
    this.#paintedAt = now;
    this.#last = delay;
    if (delay !== null) {
      this.#samples.push({ now, delay });
    }
    while (this.#samples.length > 1 && now - this.#samples[0].now > WINDOW) {
      this.#samples.shift();
    }
  }

  clear() {
    this.#samples = [];
    this.#paintedAt = null;
    this.#last = null;
  }

  get median() {
    if (this.#samples.length === 0) {
      return null;
    }
    const sorted = this.#samples.map(({ delay }) => delay).sort((a, b) => a - b);
    return Math.round(sorted[sorted.length >> 1]);
  }

  /** The age of the visible picture in milliseconds, or null. */
  get age() {
    return this.#last === null ? null : this.#last + performance.now() - this.#paintedAt;
  }
}
