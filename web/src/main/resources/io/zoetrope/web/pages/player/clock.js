const SAMPLES = 8;

/** Estimates the server's clock from questions and answers; of the last answers, the quickest counts. */
export class ServerClock {
  #asked = new Map();
  #samples = [];
  #next = 1;

  /** The next question to send. */
  question() {
    const id = this.#next++;
    this.#asked.clear();
    this.#asked.set(id, performance.now());
    return { type: 'clock', id };
  }

  /** Takes an answer; now is in microseconds. */
  answer({ id, now }) {
    const asked = this.#asked.get(id);
    if (asked === undefined) {
      return;
    }
    this.#asked.delete(id);
    const took = performance.now() - asked;
    this.#samples.push({ took, ahead: now / 1000 - (asked + took / 2) });
    this.#samples.splice(0, this.#samples.length - SAMPLES);
  }

  /** Another server process has another clock. */
  reset() {
    this.#samples = [];
  }

  /** How many milliseconds ago the server's clock showed this, or null before the first answer. */
  age(millis) {
    if (this.#samples.length === 0) {
      return null;
    }
    const { ahead } = this.#samples.reduce((best, sample) => (sample.took < best.took ? sample : best));
    return Math.max(0, performance.now() + ahead - millis);
  }
}
