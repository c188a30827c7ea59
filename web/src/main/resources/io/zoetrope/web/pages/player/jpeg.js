/** Shows JPEGs on the canvas, the newest only: what comes while one is being decoded replaces what waits. */
export class JpegMethod {
  static title = 'JPEG';
  #surface;
  #report;
  #decoding = false;
  #next = null;
  #closed = false;

  /** report.painted(frame) when a picture is in sight. */
  constructor(surface, report) {
    this.#surface = surface;
    this.#report = report;
  }

  show(frame) {
    this.#next?.done();
    this.#next = frame;
    if (!this.#decoding) {
      this.#run();
    }
  }

  close() {
    this.#closed = true;
    this.#next?.done();
    this.#next = null;
  }

  async #run() {
    this.#decoding = true;
    while (this.#next !== null) {
      const frame = this.#next;
      this.#next = null;
      await this.#paint(frame);
      frame.done();
    }
    this.#decoding = false;
  }

  async #paint(frame) {
    try {
      const bitmap = await createImageBitmap(new Blob([frame.data], { type: 'image/jpeg' }));
      if (!this.#closed) {
        this.#surface.draw(bitmap, bitmap.width, bitmap.height);
        this.#report.painted(frame);
      }
      bitmap.close();
    } catch {
      // A picture that is no JPEG: the next one may be.
    }
  }
}
