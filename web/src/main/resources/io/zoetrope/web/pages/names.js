/** What people call the cameras, by id. */
const names = new Map();

/** Each answer that lists cameras says. */
export function learnNames(cameras) {
  names.clear();
  cameras.forEach(({ id, name }) => names.set(id, name ?? id));
}

/** The name of a camera as it is now; of one that is gone, what it was called, or its id. */
export const nameOf = (id, before = id) => names.get(id) ?? before;

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/;

/** For a name within a sentence: one that is written from right to left must not turn the words around it. */
export const within = (name) => (RIGHT_TO_LEFT.test(name) ? `\u2068${name}\u2069` : name);
