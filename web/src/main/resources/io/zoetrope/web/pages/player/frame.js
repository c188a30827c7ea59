const HEAD = 24;
const KEY = 1;
const PLACEHOLDER = 2;
const GAP = 4;

/** One picture or piece of sound as the server sent it. */
export class Frame {
  #clock;
  #onDone;

  /** onDone() when it has been painted or thrown away. */
  constructor(message, clock, onDone) {
    const head = new DataView(message, 0, HEAD);
    const flags = head.getUint8(3);
    this.view = head.getUint16(0);
    this.track = head.getUint8(2);
    this.key = (flags & KEY) !== 0;
    this.placeholder = (flags & PLACEHOLDER) !== 0;
    this.afterGap = (flags & GAP) !== 0;
    this.number = head.getUint32(4);
    this.capturedMillis = Number(head.getBigUint64(8)) / 1000;
    this.presentedMicros = Number(head.getBigInt64(16));
    this.data = new Uint8Array(message, HEAD);
    this.#clock = clock;
    this.#onDone = onDone;
  }

  /** How many milliseconds ago it was captured, or null if that is not known. */
  age(at) {
    return this.#clock.age(this.capturedMillis, at);
  }

  done() {
    this.#onDone();
  }
}
