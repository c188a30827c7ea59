const CONNECTIONS = 6;
const EVERY = 2000;
const FORGOTTEN_AFTER = 6000;

/** Other windows in sight that show this server: all share the six connections of the browser. */
export class Peers {
  #me = Math.random().toString(36).slice(2);
  #awake = false;
  #timer;
  #seen = new Map();
  #channel = 'BroadcastChannel' in window ? new BroadcastChannel('zoetrope') : null;

  constructor(onChange) {
    this.#channel?.addEventListener('message', ({ data }) => {
      const before = this.mostStreams;
      if (data.awake && !this.#seen.has(data.id)) {
        this.#say();
      }
      if (data.awake) {
        this.#seen.set(data.id, performance.now());
      } else {
        this.#seen.delete(data.id);
      }
      if (before !== this.mostStreams) {
        onChange();
      }
    });
  }

  /** Each window keeps one connection for its other requests. */
  get mostStreams() {
    const now = performance.now();
    for (const [id, seen] of this.#seen) {
      if (now - seen > FORGOTTEN_AFTER) {
        this.#seen.delete(id);
      }
    }
    return Math.max(1, Math.floor(CONNECTIONS / (1 + this.#seen.size)) - 1);
  }

  /** Tells the others whether this window is in sight, and keeps telling them while it is. */
  tell(awake) {
    this.#awake = awake;
    clearInterval(this.#timer);
    if (awake) {
      this.#timer = setInterval(() => this.#say(), EVERY);
    }
    this.#say();
  }

  #say() {
    this.#channel?.postMessage({ id: this.#me, awake: this.#awake });
  }
}
