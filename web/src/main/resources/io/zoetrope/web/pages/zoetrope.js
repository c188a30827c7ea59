import { Announcer } from './announcer.js';
import { Connections } from './connections.js';
import { say } from './dom.js';
import { chooseLive, Grid } from './grid.js';
import { Large } from './large.js';
import { Line } from './line.js';
import { learnNames, nameOf, within } from './names.js';
import { Poll } from './poll.js';
import { Pulse } from './pulse.js';
import { Stills } from './stills.js';
import { Streams } from './streams.js';
import { FULL, waits } from './waits.js';
import { idIn, summary } from './words.js';

const LOST = 'Lost connection… trying again';

const byId = (id) => document.getElementById(id);

const streams = new Streams();
const connections = new Connections(arrange);
const stills = new Stills(cardsForStills, connections);
const poll = new Poll(answered, lost);
const line = new Line(poll, stills);
const pulse = new Pulse();
const large = new Large(byId('large'));
const announcer = new Announcer(byId('announcement'));
const grid = new Grid(byId('grid'), arrange, (card) => stills.soon(card));

let cameras = null;
let serverNow = Date.now();
let started = null;
let connected = true;
let asleep = false;
let paused = false;
let cameFromGrid = false;

function answered(answer, now) {
  const restarted = started !== null && started !== answer.server?.started;
  const back = !connected;
  cameras = answer.cameras;
  learnNames(cameras);
  serverNow = now;
  started = answer.server?.started ?? null;
  connected = true;
  streams.paused = false;
  say(byId('banner'), '');
  delete document.body.dataset.lost;
  say(byId('summary'), summary(cameras));
  grid.update(cameras, now);
  announcer.update(cameras);
  show();
  if (back || restarted) {
    streams.reopen();
  } else {
    streams.reopen(streams.open.filter(isDead).map(([picture]) => picture));
  }
}

function isDead([picture, id]) {
  const camera = cameras.find((one) => one.id === id);
  return camera !== undefined && pulse.isDead(picture, camera);
}

function lost(message) {
  connected = false;
  streams.paused = message === null;
  document.body.dataset.lost = '';
  say(byId('banner'), message !== null ? `The server says: ${message} Trying again…` : waits.full ? FULL : LOST);
}

/** Shows what the address and the last answer say: the grid, one camera, or that there is none. */
function show() {
  const id = idIn(location.hash);
  const leaving = large.id !== null && id === null ? large.id : null;
  if (id === null) {
    large.close();
  } else if (large.id !== id) {
    large.open(id);
  }
  if (id !== null && cameras !== null) {
    large.update(cameras.find((camera) => camera.id === id), serverNow);
  }
  byId('loading').hidden = cameras !== null || id !== null;
  byId('empty').hidden = cameras === null || cameras.length > 0 || id !== null;
  grid.show(id === null && cameras?.length > 0);
  document.title = id === null ? 'Zoetrope' : `${within(nameOf(id))} · Zoetrope`;
  arrange();
  if (leaving !== null) {
    grid.card(leaving)?.focus();
  }
}

/** Gives streams to the cameras that should have them now, as far as connections allow. */
function arrange() {
  const cards = paused ? [] : chooseLive(shownCards());
  const live = cards.slice(0, connections.take(cards.length));
  streams.want(new Map(live.map(({ picture, id }) => [picture, id])));
  line.nudge();
}

/** What is in sight, or would be if one scrolled: one camera large, or all in the grid. */
function shownCards() {
  if (asleep) {
    return [];
  }
  return large.id === null ? grid.cards : [large].filter(({ id }) => grid.card(id));
}

/** A card out of sight gets one picture, to be there when it is scrolled to, and then leaves its camera alone. */
function cardsForStills() {
  if (!connected || connections.listening) {
    return [];
  }
  const waiting = shownCards().filter((card) => !card.failing && !streams.wants(card.picture));
  return waiting.filter((card) => (card.inView && !paused) || (card.picture.mode === 'rest' && !card.picture.seen));
}

function back(event) {
  event?.preventDefault();
  if (cameFromGrid) {
    history.back();
  } else {
    history.replaceState(null, '', location.pathname + location.search);
    show();
  }
}

/** Nothing moves until somebody wants it to, and nobody watches the cameras. */
function pause() {
  paused = !paused;
  say(byId('pause'), paused ? 'Resume pictures' : 'Pause pictures');
  arrange();
}

function sleep() {
  asleep = true;
  line.stop();
  connections.sleep();
  arrange();
}

function wake() {
  asleep = document.hidden;
  if (!asleep) {
    poll.soon();
    line.start();
    connections.wake();
    arrange();
  }
}

addEventListener('hashchange', (event) => {
  cameFromGrid = idIn(location.hash) !== null && idIn(new URL(event.oldURL).hash) === null;
  show();
});
byId('back').addEventListener('click', back);
for (const home of document.querySelectorAll('.home, #to-cameras')) {
  home.addEventListener('click', (event) => large.id !== null && back(event));
}
byId('pause').addEventListener('click', pause);
byId('pause').hidden = false;
addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && large.id !== null) {
    back();
  }
});
document.addEventListener('visibilitychange', () => (document.hidden ? sleep() : wake()));
addEventListener('pagehide', sleep);
addEventListener('pageshow', wake);
addEventListener('beforeunload', () => line.makeWay());
addEventListener('online', () => {
  poll.soon();
  line.nudge();
});

waits.onFull = () => say(byId('banner'), waits.full ? FULL : '');

show();
wake();
