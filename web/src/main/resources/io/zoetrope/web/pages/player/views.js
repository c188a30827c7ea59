// A server may need a while to make smaller pictures: large ones are shown until then.
const STOPGAP_AFTER = 700;

/** The view that is shown, and the one that will be as soon as its first frame has come. */
export class Views {
  #current = null;
  #next = null;
  #timer;

  get any() {
    return this.#current !== null || this.#next !== null;
  }

  turnTo(next) {
    this.#next?.end();
    this.#next = next;
  }

  /** While the next one shows nothing, begin() makes another to show until then, or returns null if that is of no use. */
  bridge(begin) {
    if (this.#current === null) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => {
        this.#current = begin();
        this.bridge(begin);
      }, STOPGAP_AFTER);
    }
  }

  /** A frame of this view has come. */
  came(view) {
    if (view === this.#next) {
      clearTimeout(this.#timer);
      this.#current?.end();
      this.#current = view;
      this.#next = null;
    }
  }

  end() {
    clearTimeout(this.#timer);
    this.#current?.end();
    this.#next?.end();
    this.#current = null;
    this.#next = null;
  }
}
