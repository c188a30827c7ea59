const LATE = 1000;
const NOTHING_FOLLOWS = 150;
const SKIPPING = 500;

/** Decodes video with WebCodecs, in secure contexts, and shows it on the canvas as soon as it is decoded. */
export class WebCodecsMethod {
  static title = 'WebCodecs';
  #surface;
  #decoder;
  #report;
  #underway = new Map();
  #keyed = false;
  #held = null;
  #timer;
  #paintedAt = performance.now();

  static async plays(codec) {
    if (!('VideoDecoder' in globalThis)) {
      return false;
    }
    const { supported } = await VideoDecoder.isConfigSupported({ codec, optimizeForLatency: true });
    return supported;
  }

  constructor(surface, report, { codec, description }) {
    this.#surface = surface;
    this.#report = report;
    this.#decoder = new VideoDecoder({ output: (picture) => this.#decoded(picture), error: () => report.failed() });
    this.#decoder.configure({ codec, description, optimizeForLatency: true });
  }

  show(frame) {
    this.#keyed ||= frame.key;
    if (!this.#keyed || this.#decoder.state !== 'configured') {
      frame.done();
      return;
    }
    const timestamp = Math.round(frame.presentedMicros);
    this.#underway.set(timestamp, frame);
    this.#decoder.decode(new EncodedVideoChunk({ type: frame.key ? 'key' : 'delta', timestamp, data: frame.sample }));
  }

  close() {
    if (this.#decoder.state !== 'closed') {
      this.#decoder.close();
    }
    this.#underway.clear();
    this.#letGo();
  }

  #decoded(picture) {
    this.#letGo();
    const frame = this.#underway.get(picture.timestamp);
    // Pictures leave a decoder in order: earlier ones that are still missing were dropped.
    for (const [timestamp, before] of this.#underway) {
      if (timestamp <= picture.timestamp) {
        this.#underway.delete(timestamp);
        before.done();
      }
    }
    if (frame === undefined) {
      picture.close();
    } else if (frame.age() > LATE && performance.now() - this.#paintedAt < SKIPPING) {
      this.#hold(picture, frame);
    } else {
      this.#paint(picture, frame);
    }
  }

  /** Old pictures that only lead up to a newer one, like those since the last key frame, are skipped unless nothing follows. */
  #hold(picture, frame) {
    this.#held = picture;
    this.#timer = setTimeout(() => {
      this.#held = null;
      this.#paint(picture, frame);
    }, NOTHING_FOLLOWS);
  }

  #letGo() {
    clearTimeout(this.#timer);
    this.#held?.close();
    this.#held = null;
  }

  #paint(picture, frame) {
    this.#surface.draw(picture, picture.displayWidth, picture.displayHeight);
    picture.close();
    this.#paintedAt = performance.now();
    this.#report.painted(frame);
  }
}
