import { el } from './dom.js';

const QUALITY = 0.8;
const LONGEST_WAIT = 1000;

/** Takes JPEGs of a video at a steady rate, as long as there is somewhere to put them. */
export class Shutter {
  #video;
  #canvas = el('canvas');
  #run = 0;

  /** Pictures a second, at most. */
  rate = 10;

  constructor(video) {
    this.#video = video;
  }

  /** Gives pictures to put, one at a time and only while ready says so. */
  async start(ready, put) {
    const run = ++this.#run;
    let next = performance.now();
    while (run === this.#run) {
      await nextFrame(this.#video);
      const now = performance.now();
      // A screen's frames come a little early or late; a picture must not wait for the frame after.
      if (run !== this.#run || now < next - 4 || !ready()) {
        continue;
      }
      next = Math.max(next + 1000 / this.rate, now);
      const picture = await this.#take();
      if (picture && run === this.#run && ready()) {
        put(picture);
      }
    }
  }

  stop() {
    this.#run++;
  }

  #take() {
    const { videoWidth: width, videoHeight: height } = this.#video;
    if (!width || !height) {
      return null;
    }
    if (this.#canvas.width !== width || this.#canvas.height !== height) {
      Object.assign(this.#canvas, { width, height });
    }
    this.#canvas.getContext('2d', { alpha: false }).drawImage(this.#video, 0, 0, width, height);
    return new Promise((done) => this.#canvas.toBlob(done, 'image/jpeg', QUALITY));
  }
}

/** A hidden page gets no frame callbacks, so the clock takes turns with them. */
function nextFrame(video) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, LONGEST_WAIT);
    const done = () => {
      clearTimeout(timer);
      resolve();
    };
    if (video.requestVideoFrameCallback) {
      video.requestVideoFrameCallback(done);
    } else {
      requestAnimationFrame(done);
    }
  });
}
