const AT_MOST_EVERY = 700;
const EVERY_WITHOUT_EVENTS = 2000;

/**
 * Hears of changes to tasks, or to whatever else it is given. While the connection is broken it polls. Sleeps while nobody looks.
 */
export class Updates {
  #refresh;
  #changed;
  #types;
  #tasks;
  #source = null;
  #timer = null;
  #busy = false;
  #again = false;
  #last = -Infinity;
  #waiting = new Map();

  /** refresh() asks for the whole state; changed(task) returns whether a change requires that; tasks are the kinds of tasks, if not the usual ones. */
  constructor(refresh, changed, types = ['task'], tasks = '') {
    this.#refresh = refresh;
    this.#changed = changed;
    this.#types = types;
    this.#tasks = tasks;
  }

  start() {
    document.addEventListener('visibilitychange', () => (document.hidden ? this.#sleep() : this.#wake()));
    addEventListener('pagehide', () => this.#sleep());
    addEventListener('pageshow', () => this.#wake());
    this.#wake();
  }

  /** Asks for the whole state, but not too often. */
  soon() {
    this.#due(Math.max(0, this.#last + AT_MOST_EVERY - performance.now()));
  }

  #wake() {
    if (document.hidden) {
      return;
    }
    this.#listen(true);
    this.soon();
  }

  #sleep() {
    this.#listen(false);
    clearTimeout(this.#timer);
    this.#timer = null;
  }

  #listen(wanted) {
    if (wanted === (this.#source !== null)) {
      return;
    }
    this.#source?.close();
    this.#source = null;
    if (wanted) {
      this.#source = new EventSource(`api/events?${new URLSearchParams({ types: this.#types, tasks: this.#tasks })}`);
      this.#source.addEventListener('open', () => this.soon());
      this.#source.addEventListener('gap', () => this.soon());
      for (const type of this.#types) {
        this.#source.addEventListener(type, (event) => this.#heard(JSON.parse(event.data)));
      }
      this.#source.addEventListener('error', () => this.#broken());
    }
  }

  /** A browser tries again by itself, but not after each kind of error. */
  #broken() {
    if (this.#source?.readyState === EventSource.CLOSED) {
      this.#source = null;
      setTimeout(() => this.#listen(!document.hidden), EVERY_WITHOUT_EVENTS);
    }
    this.soon();
  }

  /** Hundreds may come at once: each task is shown once a frame. */
  #heard(task) {
    if (this.#waiting.size === 0) {
      requestAnimationFrame(() => this.#show());
    }
    this.#waiting.set(task.id, task);
  }

  #show() {
    const tasks = [...this.#waiting.values()];
    this.#waiting.clear();
    if (tasks.filter((task) => this.#changed(task)).length > 0) {
      this.soon();
    }
  }

  #due(delay) {
    this.#again = this.#busy;
    if (!this.#busy) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#run(), delay);
    }
  }

  async #run() {
    this.#busy = true;
    this.#last = performance.now();
    let failed = false;
    try {
      await this.#refresh();
    } catch {
      failed = true;
    }
    this.#busy = false;
    if (document.hidden) {
      return;
    }
    if (this.#again && !failed) {
      this.soon();
    } else if (failed || this.#source?.readyState !== EventSource.OPEN) {
      this.#due(EVERY_WITHOUT_EVENTS);
    }
    this.#again = false;
  }
}
