import { nameOf, within } from './names.js';
import { endSentence, moment } from './words.js';

const KINDS = { snapshot: 'Snapshot', clip: 'Clip', timelapse: 'Time-lapse', export: 'Export' };

export const stateName = (state) => (state === 'dead' ? 'failed for good' : state);

/** For example: Clip of door, 30 s. */
export function title({ kind, payload }) {
  if (kind === 'export') {
    return `Export of ${payload?.table}, ${String(payload?.format).toUpperCase()}`;
  }
  if (kind.startsWith('webhook-')) {
    return `Post to ${payload?.hook}: ${payload?.event?.type}`;
  }
  const camera = payload?.camera ? ` of ${within(nameOf(payload.camera))}` : '';
  const length = payload?.seconds ? `, ${payload.seconds} s` : payload?.for ? `, ${payload.for}` : '';
  return `${KINDS[kind] ?? kind}${camera}${length}`;
}

/** What to say besides the state. */
export function sentence(task, now = Date.now()) {
  switch (task.state) {
    case 'queued':
      return queued(task, now);
    case 'running':
      return [`${task.percent} %`, task.note, task.attempt > 1 && `attempt ${task.attempt} of ${task.attempts}`]
        .filter(Boolean)
        .join(', ');
    default:
      return moment(task.ended ?? task.submitted, now) + (isGone(task) ? '. Its file has been deleted.' : '');
  }
}

/** An event of a task leaves out its result, and so cannot show that its file is gone. */
const isGone = ({ result, file }) => result?.file !== undefined && file === undefined;

function queued(task, now) {
  const later = Date.parse(task.notBefore) > now;
  const again = task.attempt > 0 ? `Attempt ${task.attempt} of ${task.attempts} failed. ` : '';
  const when = later ? `Starts at ${moment(task.notBefore, now)}.` : 'Starts as soon as a worker is free.';
  return again + when;
}

/** What a screen reader says when a task has changed. */
export function told(task) {
  return endSentence(`${KINDS[task.kind] ?? task.kind} ${stateName(task.state)}${task.error ? `: ${task.error}` : ''}`);
}

/** For example: 2 queued, 1 running, 14 done. */
export function counted(counts) {
  const said = Object.entries(counts).filter(([, count]) => count > 0);
  return said.map(([state, count]) => `${count.toLocaleString()} ${stateName(state)}`).join(', ');
}

export function bytes(size) {
  const units = ['bytes', 'KB', 'MB', 'GB'];
  let unit = 0;
  let value = size;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${value >= 10 || unit === 0 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}
