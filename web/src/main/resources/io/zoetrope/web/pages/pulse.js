const PATIENCE = 15_000;
const MOST_PATIENCE = 240_000;

/**
 * Finds streams that have died without a word: the server counts new pictures, yet the one in sight stays the same.
 * A scene may just be still, so each reopening that changed nothing makes the next one wait longer.
 */
export class Pulse {
  #known = new WeakMap();

  isDead(picture, { state, frames }) {
    const now = performance.now();
    const print = picture.print();
    const known = this.#known.get(picture);
    if (!picture.streaming || state !== 'live' || known?.print !== print) {
      this.#known.set(picture, { print, frames, since: now, patience: PATIENCE });
      return false;
    }
    const quiet = now - Math.max(known.since, picture.openedAt);
    if (known.frames === frames || quiet < known.patience) {
      return false;
    }
    known.frames = frames;
    known.since = now;
    known.patience = Math.min(known.patience * 2, MOST_PATIENCE);
    return true;
  }
}
