import { ServerClock } from './clock.js';
import { Connection } from './connection.js';
import { Frame } from './frame.js';

const ASK_CLOCK_EVERY = 10_000;
const FIRST_CLOCK_QUESTIONS = [0, 200, 1000];
const CLOSE_AFTER = 5000;
const VIEWS = 65_536;

/** One server, shared by all elements of this page: one connection, one clock, a view for each watched camera. */
export class Server {
  static #all = new Map();
  #connection;
  #clock = new ServerClock();
  #views = new Map();
  #next = 0;
  #taken = new Map();
  #epoch = 0;
  #closing;
  #listeners = new Set();

  /** The server whose pages are below this address. */
  static at(base) {
    if (!Server.#all.has(base)) {
      Server.#all.set(base, new Server(base));
    }
    return Server.#all.get(base);
  }

  constructor(base) {
    this.base = base;
    this.#connection = new Connection(base, {
      opened: () => this.#opened(),
      text: (message) => this.#text(message),
      binary: (message) => this.#binary(message),
      changed: () => {
        this.#explain();
        this.#listeners.forEach((listener) => listener());
      },
    });
    setInterval(() => this.#askClock(), ASK_CLOCK_EVERY);
    addEventListener('online', () => this.#connection.hurry());
  }

  /** connecting, open, away or blocked. */
  get state() {
    return this.#connection.state;
  }

  /** Calls listener() when the state changes, until the returned function is called. The server is connected as long as there is a listener. */
  listen(listener) {
    clearTimeout(this.#closing);
    this.#listeners.add(listener);
    this.#connection.start();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) {
        this.#closing = setTimeout(() => this.#connection.stop(), CLOSE_AFTER);
      }
    };
  }

  /**
   * Watches a camera until what is returned is called. wanted is what a watch message says of it;
   * on has frame(frame), format(format), state(state) and error({code, message}).
   */
  watch(wanted, on) {
    let view = this.#next;
    while (this.#views.has(view)) {
      view = (view + 1) % VIEWS;
    }
    this.#next = (view + 1) % VIEWS;
    this.#views.set(view, { wanted, on });
    this.#begin(view);
    return () => {
      this.#views.delete(view);
      this.#connection.send({ type: 'unwatch', view });
    };
  }

  /** A page of another site cannot see why its WebSocket is refused: whoever writes it should. */
  #explain() {
    if (this.state === 'blocked' && new URL(this.base).origin !== location.origin) {
      console.warn(`Zoetrope shows images only: for video, sound and more than four cameras, list ${location.origin} in server.embed of the zoetrope.yaml of ${this.base}`);
    }
  }

  #begin(view) {
    this.#connection.send({ type: 'watch', view, ...this.#views.get(view).wanted });
  }

  #opened() {
    this.#clock.reset();
    this.#taken.clear();
    this.#epoch++;
    FIRST_CLOCK_QUESTIONS.forEach((delay) => setTimeout(() => this.#askClock(), delay));
    this.#views.forEach((_, view) => this.#begin(view));
  }

  #askClock() {
    this.#connection.send(this.#clock.question());
  }

  #text(message) {
    const on = this.#views.get(message.view)?.on;
    switch (message.type) {
      case 'clock':
        this.#clock.answer(message);
        break;
      case 'format':
        on?.format(message);
        break;
      case 'state':
        on?.state(message);
        break;
      case 'error':
        on?.error(message.error);
        break;
    }
  }

  #binary(message) {
    const epoch = this.#epoch;
    const frame = new Frame(message, this.#clock, () => epoch === this.#epoch && this.#credit(frame));
    this.#views.get(frame.view)?.on.frame(frame);
  }

  /** One message for all views that took frames in this turn. */
  #credit({ view, number }) {
    if (this.#taken.size === 0) {
      setTimeout(() => this.#sendCredit());
    }
    this.#taken.set(view, Math.max(this.#taken.get(view) ?? 0, number));
  }

  #sendCredit() {
    const frames = Object.fromEntries([...this.#taken].filter(([view]) => this.#views.has(view)));
    this.#taken.clear();
    if (Object.keys(frames).length > 0) {
      this.#connection.send({ type: 'taken', frames });
    }
  }
}
