/** The reason of an abort that is no failure: nobody looks any more. */
export const STOPPED = 'stopped';

const LONGEST_NAP = 1000;

/**
 * One request after another. A browser opens six connections per host; streams take most of them (see connections.js), and
 * whatever else the page asks for waits in this line for one of the others.
 *
 * A source answers next() with {at, patience, run(signal)} or null: when it wants its turn (performance.now()), how many
 * milliseconds it may take, and what to do. Of those that are due, the source named first goes first.
 */
export class Line {
  #sources;
  #round = 0;
  #running = false;
  #wake = () => {};
  #current = null;
  #from = 0;

  constructor(...sources) {
    this.#sources = sources;
  }

  start() {
    if (!this.#running) {
      this.#running = true;
      this.#go(++this.#round);
    }
  }

  stop() {
    this.#running = false;
    this.#round++;
    this.#current?.abort(STOPPED);
    this.#wake();
  }

  /** Leaves the connection to others for a moment: the page is about to be left. */
  makeWay() {
    this.#from = performance.now() + LONGEST_NAP;
    this.#current?.abort(STOPPED);
  }

  /** Something became due earlier than it was. */
  nudge() {
    this.#wake();
  }

  async #go(round) {
    while (this.#round === round) {
      const job = this.#pick();
      const wait = job ? Math.max(job.at, this.#from) - performance.now() : LONGEST_NAP;
      if (wait > 0) {
        await this.#nap(Math.min(wait, LONGEST_NAP));
      } else {
        await this.#run(job);
      }
    }
  }

  #pick() {
    const jobs = this.#sources.map((source) => source.next()).filter(Boolean);
    const now = performance.now();
    return jobs.find((job) => job.at <= now) ?? jobs.sort((a, b) => a.at - b.at)[0];
  }

  async #run(job) {
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(), job.patience);
    this.#current = controller;
    try {
      await job.run(controller.signal);
    } catch (failure) {
      console.error(failure);
      await this.#nap(LONGEST_NAP);
    } finally {
      clearTimeout(timer);
    }
  }

  #nap(milliseconds) {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
