import { ask, Refusal } from './ask.js';

const FIRST_DELAY = 1000;
const LONGEST_DELAY = 15_000;
const BUSY_DELAY = 5000;

/** One picture may be on its way while the next is being taken in: more would only be a growing delay. */
const MOST_UNDERWAY = 2;

/** Reasons that no trying again will change. */
const FINAL = new Set(['key_needed', 'taken_over', 'no_pictures']);

/**
 * The connection to the server, reopened whenever it breaks. State is one of connecting, waiting (nobody watches),
 * live, lost, refused; refusal is {code, message} when it was refused.
 */
export class Link {
  #socket = null;
  #timer = null;
  #delay = FIRST_DELAY;
  #underway = 0;
  #url;

  state = 'closed';
  refusal = null;
  sentPictures = 0;
  sentBytes = 0;
  onChange = () => {};

  open(url) {
    this.close();
    this.#url = url;
    this.#delay = FIRST_DELAY;
    this.#connect();
  }

  close() {
    clearTimeout(this.#timer);
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
    this.state = 'closed';
  }

  /** Tries again now instead of later. */
  hurry() {
    if (this.state === 'lost') {
      clearTimeout(this.#timer);
      this.#connect();
    }
  }

  /** Whether a picture would leave at once. */
  get ready() {
    return this.state === 'live' && this.#underway < MOST_UNDERWAY && this.#socket.bufferedAmount === 0;
  }

  send(picture) {
    this.#socket.send(picture);
    this.#underway++;
    this.sentPictures++;
    this.sentBytes += picture.size;
  }

  #connect() {
    const socket = new WebSocket(this.#url);
    let heard = false;
    this.#socket = socket;
    this.#underway = 0;
    this.refusal = null;
    this.#become('connecting');
    socket.addEventListener('message', ({ data }) => {
      if (socket === this.#socket) {
        heard = true;
        this.#told(JSON.parse(data));
      }
    });
    socket.addEventListener('close', async () => {
      const refusal = heard || socket !== this.#socket ? null : await whyNot(this.#url);
      if (socket === this.#socket) {
        if (refusal) {
          this.#told({ refused: refusal });
        }
        this.#closed();
      }
    });
  }

  #told({ watched, taken, refused }) {
    if (taken !== undefined) {
      this.#underway = Math.max(0, this.#underway - 1);
    } else if (refused !== undefined) {
      this.refusal = refused;
      this.#become('refused');
    } else if (watched !== undefined) {
      this.#delay = FIRST_DELAY;
      this.#become(watched ? 'live' : 'waiting');
    }
  }

  #closed() {
    this.#socket = null;
    if (FINAL.has(this.refusal?.code)) {
      return;
    }
    const busy = this.refusal !== null;
    this.#timer = setTimeout(() => this.#connect(), busy ? BUSY_DELAY : this.#delay);
    if (!busy) {
      this.#delay = Math.min(this.#delay * 2, LONGEST_DELAY);
      this.#become('lost');
    }
  }

  #become(state) {
    this.state = state;
    this.onChange();
  }
}

/** Browsers keep to themselves why a handshake was refused, so the server is asked again without one. */
async function whyNot(socketUrl) {
  const url = new URL(socketUrl);
  url.protocol = url.protocol.replace('ws', 'http');
  try {
    await ask(url);
  } catch (error) {
    if (error instanceof Refusal && error.code && error.status < 500) {
      return { code: error.code, message: error.message };
    }
  }
  return null;
}
