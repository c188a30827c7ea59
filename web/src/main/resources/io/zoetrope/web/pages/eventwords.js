import { told } from './taskwords.js';
import { endSentence } from './words.js';

const CAMERA = {
  idle: ['Closed: nobody is watching.', ''],
  starting: ['Opening.', 'wait'],
  live: ['Live.', 'good'],
  lingering: ['Nobody is watching any more.', ''],
};

const TONES = { running: 'wait', done: 'good', failed: 'bad', dead: 'bad' };

/** What an event says to people, and whether that is good, bad, under way or none of these. */
export function words({ kind, detail }) {
  const state = String(detail?.state ?? '');
  switch (kind) {
    case 'camera':
      return state === 'retrying'
        ? [endSentence(`Fails: ${detail.reason ?? 'it cannot be opened'}`), 'bad']
        : CAMERA[state] ?? [endSentence(state || 'Changed'), ''];
    case 'camera.trouble':
      return state === 'back' ? ['Back.', 'good'] : [endSentence(`Failed: ${detail?.reason ?? 'it cannot be opened'}`), 'bad'];
    case 'viewers':
      return [detail?.viewers === 1 ? '1 viewer.' : `${Number(detail?.viewers).toLocaleString()} viewers.`, ''];
    case 'task':
    case 'task.ended':
      return [told(detail ?? {}), TONES[state] ?? ''];
    default:
      return [`${kind}: ${JSON.stringify(detail)}`, ''];
  }
}
