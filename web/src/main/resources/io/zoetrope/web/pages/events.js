import { ask, Refusal } from './ask.js';
import { say } from './dom.js';
import { EventFilter } from './eventfilter.js';
import { EventList } from './eventlist.js';
import { Updates } from './updates.js';
import { FULL, waits } from './waits.js';

const PAGE = 50;
const LOST = 'Lost connection… trying again';

/** What happens is in the catalog a moment later. */
const KEPT_AFTER = 1500;

const byId = (id) => document.getElementById(id);

const list = new EventList(byId('events'));
const filter = new EventFilter(byId('filter'), chosen);
const updates = new Updates(refresh, happened, ['camera.trouble', 'camera', 'viewers', 'task']);
let next = null;
let known = false;
let round = 0;

/** Asks for the newest events, which go on top of those that are known. */
async function refresh() {
  const asked = ++round;
  const parameters = filter.parameters;
  parameters.set('limit', PAGE);
  try {
    const page = await get(`api/events.json?${parameters}`);
    if (asked !== round) {
      return;
    }
    if (!list.renew(page.events)) {
      next = page.next;
    }
    known = true;
    say(byId('banner'), '');
    say(byId('refused'), '');
    show();
  } catch (failure) {
    if (asked !== round) {
      return;
    }
    if (failure instanceof Refusal && failure.status === 400) {
      say(byId('refused'), failure.message);
      byId('loading').hidden = true;
      return;
    }
    say(byId('banner'), failure instanceof Refusal ? `The server says: ${failure.message}` : LOST);
    throw failure;
  }
}

/** A page of events, and the address of the next one. */
async function get(address) {
  const response = await ask(address);
  const link = /<([^>]+)>; rel="next"/.exec(response.headers.get('link') ?? '');
  return { events: await response.json(), next: link && new URL(link[1], response.url).href };
}

function happened() {
  setTimeout(() => document.hidden || updates.soon(), KEPT_AFTER);
  return true;
}

function chosen() {
  round++; // An answer to what was chosen before comes too late.
  list.clear();
  next = null;
  known = false;
  show();
  link();
  updates.soon();
}

function show() {
  const chosenSome = filter.chosen.size > 0;
  byId('loading').hidden = known;
  byId('choice').hidden = false;
  byId('all').hidden = list.size === 0;
  byId('empty').hidden = !known || list.size > 0;
  byId('more').hidden = next === null;
  say(
    byId('hint'),
    chosenSome ? 'Choose a longer period, or other events.' : 'When a camera fails or a task ends, it shows up here.',
  );
}

/** What is downloaded is what is chosen, from the newest to the oldest. */
function link() {
  for (const anchor of byId('downloads').querySelectorAll('a')) {
    const parameters = filter.parameters;
    new URLSearchParams(anchor.dataset.more).forEach((value, name) => parameters.set(name, value));
    const query = parameters.size === 0 ? '' : `?${parameters}`;
    anchor.setAttribute('href', `api/events.${anchor.dataset.format}${query}`);
  }
}

byId('more').addEventListener('click', async () => {
  byId('more').disabled = true;
  try {
    const from = next;
    const page = await get(from);
    if (from === next) {
      list.append(page.events);
      next = page.next;
      show();
    }
  } catch {
    say(byId('banner'), LOST);
    updates.soon();
  }
  byId('more').disabled = false;
});

waits.onFull = () => say(byId('banner'), waits.full ? FULL : '');

async function start() {
  byId('loading').hidden = false;
  link();
  try {
    await refresh();
  } catch (failure) {
    if (failure instanceof Refusal && failure.status === 404) {
      say(byId('banner'), '');
      byId('loading').hidden = true;
      byId('none').hidden = false;
      return;
    }
  }
  filter.load().then(() => list.rename(), () => {});
  updates.start();
}

start();
