import { Server } from '../zoetrope-camera.js';
import { Announcer } from './announcer.js';
import { say } from './dom.js';
import { Grid } from './grid.js';
import { Large } from './large.js';
import { learnNames, nameOf, within } from './names.js';
import { Poll } from './poll.js';
import { FULL, waits } from './waits.js';
import { idIn, summary } from './words.js';

const LOST = 'Lost connection… trying again';

const byId = (id) => document.getElementById(id);

const server = Server.at(new URL('./', document.baseURI).href);
const poll = new Poll(answered, lost);
const large = new Large(byId('large'));
const announcer = new Announcer(byId('announcement'));
const grid = new Grid(byId('grid'));

let cameras = null;
let serverNow = Date.now();
let paused = false;
let cameFromGrid = false;

function answered(answer, now) {
  cameras = answer.cameras;
  learnNames(cameras);
  serverNow = now;
  say(byId('banner'), '');
  delete document.body.dataset.lost;
  say(byId('summary'), summary(cameras));
  grid.update(cameras, now);
  announcer.update(cameras);
  show();
}

/** While pictures come, a request that waits is no reason to say anything: other tabs may use all connections. */
function lost(message) {
  if (message !== null) {
    say(byId('banner'), `The server says: ${message} Trying again…`);
  } else if (server.state !== 'open') {
    say(byId('banner'), waits.full ? FULL : LOST);
  }
  document.body.toggleAttribute('data-lost', server.state !== 'open');
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

/** Whether pictures are wanted at all. */
function arrange() {
  for (const picture of document.querySelectorAll('zoetrope-camera')) {
    picture.toggleAttribute('paused', paused);
  }
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

function wake() {
  if (document.hidden) {
    poll.stop();
  } else {
    poll.soon();
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
document.addEventListener('visibilitychange', wake);
addEventListener('pagehide', () => poll.stop());
addEventListener('pageshow', wake);
addEventListener('online', () => poll.soon());
server.listen(() => poll.soon());

show();
wake();
