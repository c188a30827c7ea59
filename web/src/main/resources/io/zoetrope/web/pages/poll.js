import { ask, Refusal } from './ask.js';

const EVERY = 2000;
const PATIENCE = 5000;
const FIRST_RETRY = 500;
const LAST_RETRY = 5000;

/** Asks for the list of cameras again and again; when the server is away, ever less often. */
export class Poll {
  #retry = FIRST_RETRY;
  #onAnswer;
  #onLost;
  #asking = null;
  #timer;

  /** onAnswer(answer, serverNow) for each answer; onLost(message or null) for each failure. */
  constructor(onAnswer, onLost) {
    this.#onAnswer = onAnswer;
    this.#onLost = onLost;
  }

  /** Asks now, and then regularly. */
  soon() {
    if (this.#asking === null) {
      this.#run();
    }
  }

  stop() {
    clearTimeout(this.#timer);
    this.#asking?.abort();
    this.#asking = null;
  }

  async #run() {
    clearTimeout(this.#timer);
    const asking = new AbortController();
    this.#asking = asking;
    const pause = await this.#ask(asking);
    if (this.#asking === asking) {
      this.#asking = null;
      this.#timer = setTimeout(() => this.#run(), pause);
    }
  }

  /** Answers how long to wait until the next question. */
  async #ask(asking) {
    try {
      const response = await ask('api/cameras', AbortSignal.any([asking.signal, AbortSignal.timeout(PATIENCE)]));
      const serverNow = Date.parse(response.headers.get('Date')) || Date.now();
      const answer = await response.json();
      if (!Array.isArray(answer?.cameras)) {
        throw new Refusal({ message: 'The answer is not a list of cameras.' });
      }
      this.#retry = FIRST_RETRY;
      this.#onAnswer(answer, serverNow);
      return EVERY;
    } catch (failure) {
      if (!asking.signal.aborted) {
        this.#onLost(failure instanceof Refusal ? failure.message : null);
      }
      const pause = this.#retry;
      this.#retry = Math.min(this.#retry * 2, LAST_RETRY);
      return pause;
    }
  }
}
