const HEAD = 24;
const KEY = 1;
const PLACEHOLDER = 2;
const GAP = 4;
const BOX_HEAD = 8;
const MDAT = 0x6d646174;

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
  age() {
    return this.#clock.age(this.capturedMillis);
  }

  /** The picture alone, without what an MP4 has around it: the content of the box mdat. */
  get sample() {
    const { buffer, byteOffset, byteLength } = this.data;
    const view = new DataView(buffer, byteOffset, byteLength);
    let at = 0;
    while (view.getUint32(at + 4) !== MDAT) {
      at += view.getUint32(at);
    }
    return this.data.subarray(at + BOX_HEAD, at + view.getUint32(at));
  }

  done() {
    this.#onDone();
  }
}
