/** Draws JPEGs on the canvas. While one is being decoded, only the newest of the others is kept. */
export class JpegMethod {
  static title = 'JPEG';
  #surface;
  #report;
  #decoding = false;
  #next = null;
  #closed = false;

  /** Calls report.painted(frame) for each picture that it has painted. */
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
      // Not a valid JPEG: the next one may be.
    }
  }
}
