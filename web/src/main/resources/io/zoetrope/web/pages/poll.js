import { ask, Refusal } from './ask.js';
import { STOPPED } from './line.js';

const EVERY = 2000;
const PATIENCE = 5000;
const FIRST_RETRY = 500;
const LAST_RETRY = 5000;

/** Asks for the list of cameras again and again; when the server is away, ever less often. */
export class Poll {
  #due = 0;
  #retry = FIRST_RETRY;
  #onAnswer;
  #onLost;

  /** onAnswer(answer, serverNow) for each answer; onLost(message or null) for each failure. */
  constructor(onAnswer, onLost) {
    this.#onAnswer = onAnswer;
    this.#onLost = onLost;
  }

  next() {
    return { at: this.#due, patience: PATIENCE, run: (signal) => this.#run(signal) };
  }

  soon() {
    this.#due = 0;
  }

  async #run(signal) {
    let answer;
    let serverNow;
    try {
      const response = await ask('api/cameras', signal);
      serverNow = Date.parse(response.headers.get('Date')) || Date.now();
      answer = await response.json();
      if (!Array.isArray(answer?.cameras)) {
        throw new Refusal({ message: 'The answer is not a list of cameras.' });
      }
    } catch (failure) {
      if (signal.reason !== STOPPED) {
        this.#failed(failure);
      }
      return;
    }
    this.#retry = FIRST_RETRY;
    this.#due = performance.now() + EVERY;
    this.#onAnswer(answer, serverNow);
  }

  #failed(failure) {
    this.#due = performance.now() + this.#retry;
    this.#retry = Math.min(this.#retry * 2, LAST_RETRY);
    this.#onLost(failure instanceof Refusal ? failure.message : null);
  }
}
