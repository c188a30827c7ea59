const OPENING_PATIENCE = 2500;
const LOOK_EVERY = 250;
const PROBE_PATIENCE = 2000;
const PROBE_AFTER = 500;
const PROBE_BLOCKED_AFTER = 2000;
const RETRY_AFTER_LOSS = 100;
const RETRY_AFTER = 3000;
const RETRY_BLOCKED_AFTER = 20_000;
const MISSED_HEARTBEATS = 3;

const [HEARD, REFUSED, SILENT] = ['heard', 'refused', 'silent'];

const wait = (millis) => new Promise((resolve) => setTimeout(resolve, millis));

/**
 * The one WebSocket of this page to a server, opened again whenever it breaks. State is connecting, open, away (the server
 * cannot be reached) or blocked (the server can be reached, but not by a WebSocket: a proxy is in the way).
 */
export class Connection {
  #base;
  #on;
  #socket = null;
  #round = 0;
  #heartbeat = 2500;
  #skip = () => {};
  state = 'connecting';

  /** on has opened(), text(message), binary(message), changed(state). */
  constructor(base, on) {
    this.#base = base;
    this.#on = on;
  }

  start() {
    if (this.#round % 2 === 0) {
      this.#run(++this.#round);
    }
  }

  stop() {
    if (this.#round % 2 === 1) {
      this.#round++;
      this.#socket?.close();
      this.#become('connecting');
      this.#skip();
    }
  }

  /** Retries now instead of later. */
  hurry() {
    this.#skip();
  }

  send(message) {
    if (this.#socket?.readyState === WebSocket.OPEN) {
      this.#socket.send(JSON.stringify(message));
    }
  }

  async #run(round) {
    while (round === this.#round) {
      if (await this.#works(round)) {
        this.#become('away', round);
        await this.#pause(RETRY_AFTER_LOSS);
      } else {
        this.#become((await this.#probe()) ? 'blocked' : 'away', round);
        await this.#untilTryingHelps(round);
      }
    }
  }

  /** A server that has just started may refuse the first socket, so there is a second attempt. */
  async #works(round) {
    const first = await this.#live(round);
    return first === REFUSED && (await this.#probe()) ? (await this.#live(round)) === HEARD : first === HEARD;
  }

  async #untilTryingHelps(round) {
    const until = performance.now() + (this.state === 'blocked' ? RETRY_BLOCKED_AFTER : RETRY_AFTER);
    while (round === this.#round && performance.now() < until) {
      await this.#pause(this.state === 'blocked' ? PROBE_BLOCKED_AFTER : PROBE_AFTER);
      const reachable = await this.#probe();
      if (reachable && this.state === 'away') {
        return;
      }
      if (!reachable) {
        this.#become('away', round);
      }
    }
  }

  /** Opens a socket and waits until it is closed; returns whether anything was heard from it. */
  #live(round) {
    return new Promise((resolve) => {
      const socket = new WebSocket(new URL('api/live', this.#base).href.replace(/^http/, 'ws'));
      socket.binaryType = 'arraybuffer';
      this.#socket = socket;
      let heard = false;
      let silence = 0;
      // Counted in turns of this page: while it is busy, messages wait like everything else.
      const watch = setInterval(() => {
        silence += LOOK_EVERY;
        if (silence > (heard ? MISSED_HEARTBEATS * this.#heartbeat : OPENING_PATIENCE)) {
          end(SILENT);
        }
      }, LOOK_EVERY);
      const end = (otherwise) => {
        clearInterval(watch);
        if (this.#socket === socket) {
          this.#socket = null;
        }
        socket.onmessage = null;
        socket.onclose = null;
        socket.close();
        resolve(heard ? HEARD : otherwise);
      };
      socket.onclose = () => end(REFUSED);
      socket.onmessage = ({ data }) => {
        silence = 0;
        const message = typeof data === 'string' ? JSON.parse(data) : null;
        this.#heartbeat = message?.heartbeat ?? this.#heartbeat;
        if (!heard) {
          heard = true;
          this.#become('open', round);
          this.#on.opened();
        }
        if (message === null) {
          this.#on.binary(data);
        } else {
          this.#on.text(message);
        }
      };
    });
  }

  /** Whether the server answers at all. Pages of other sites may request its script as well. */
  async #probe() {
    try {
      const signal = AbortSignal.timeout(PROBE_PATIENCE);
      return (await fetch(new URL('zoetrope-camera.js', this.#base), { method: 'HEAD', cache: 'no-store', signal })).ok;
    } catch {
      return false;
    }
  }

  #pause(millis) {
    return Promise.race([wait(millis), new Promise((resolve) => (this.#skip = resolve))]);
  }

  #become(state, round = this.#round) {
    if (this.state !== state && round === this.#round) {
      this.state = state;
      this.#on.changed(state);
    }
  }
}
