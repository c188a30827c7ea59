export const cameraUrl = (id) => `cameras/${encodeURIComponent(id)}`;

export const streamUrl = (id) => `${cameraUrl(id)}/stream.mjpg`;

export const snapshotUrl = (id) => `${cameraUrl(id)}/snapshot.jpg`;

export const publishUrl = (id) => `publish/${encodeURIComponent(id)}`;

export const hashOf = (id) => `#${encodeURIComponent(id)}`;

/** The camera id in a location hash, or null. */
export function idIn(hash) {
  try {
    return decodeURIComponent(hash.slice(1)) || null;
  } catch {
    return null;
  }
}

export function size({ width, height }) {
  return width && height ? `${width} × ${height}` : '';
}

export function rate({ fps }) {
  if (!fps) {
    return '';
  }
  const rounded = fps >= 9.95 ? Math.round(fps) : Math.round(fps * 10) / 10;
  return `${rounded} fps`;
}

/** The time of day in the reader's own way, with the date if it is not today. */
export function moment(iso, now = Date.now()) {
  const date = new Date(iso);
  if (!iso || Number.isNaN(date.getTime())) {
    return '';
  }
  const today = date.toDateString() === new Date(now).toDateString();
  const time = { hour: '2-digit', minute: '2-digit', second: '2-digit' };
  return today ? date.toLocaleTimeString([], time) : date.toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' });
}

/** Whether it only waits for somebody to publish pictures: nothing is broken. */
export const isWaiting = ({ error }) => error?.code === 'nobody_publishes';

/** The state as people read it. */
export const stateOf = (camera) => (isWaiting(camera) ? 'waiting' : camera.state);

/** What is wrong with a camera and when it is tried again, or '' if nothing is. */
export function trouble(camera, now) {
  const { state, error } = camera;
  if (state !== 'retrying') {
    return '';
  }
  const reason = String(error?.message ?? 'The camera cannot be opened.');
  const message = reason.charAt(0).toUpperCase() + reason.slice(1);
  if (isWaiting(camera)) {
    return endSentence(message);
  }
  const since = moment(error?.since, now);
  const seconds = Math.round((Date.parse(error?.nextAttempt) - now) / 1000);
  const next = seconds > 0 ? `Next attempt in ${seconds} s.` : 'Trying again.';
  return [endSentence(message), since && `Since ${since}.`, next].filter(Boolean).join(' ');
}

export function endSentence(message) {
  return /[.!?…]$/.test(message) ? message : `${message}.`;
}

export function summary(cameras) {
  const live = cameras.filter(({ state }) => state === 'live').length;
  const count = cameras.length === 1 ? '1 camera' : `${cameras.length} cameras`;
  return cameras.length === 0 ? '' : `${count}, ${live} live`;
}
