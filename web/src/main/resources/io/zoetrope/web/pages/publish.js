import { ask, Refusal } from './ask.js';
import { available, Lens, namedCameras, NoCamera } from './lens.js';
import { el, say } from './dom.js';
import { Link } from './link.js';
import { within } from './names.js';
import { Shutter } from './shutter.js';

const byId = (id) => document.getElementById(id);

const segment = location.pathname.split('/').pop();
const id = decodeURIComponent(segment);
const lens = new Lens(byId('preview'));
const shutter = new Shutter(byId('preview'));
const link = new Link();

let started = false;
let wakeLock = null;
let key = new URLSearchParams(location.search).get('key') ?? '';
let last = { at: performance.now(), pictures: 0, bytes: 0 };

function show(state, text) {
  document.body.dataset.state = state;
  say(byId('status'), text);
  say(byId('badge'), { waiting: 'Paused', live: 'Live', lost: 'No connection', connecting: 'Connecting' }[state] ?? '');
  byId('toggle').setAttribute('aria-pressed', String(started));
  say(byId('toggle'), started ? 'Stop' : 'Start');
  byId('hint').hidden = lens.open;
  document.querySelector('.facts').hidden = !started;
  byId('unlock').hidden = link.refusal?.code !== 'key_needed';
}

async function start() {
  started = true;
  link.refusal = null;
  show('starting', 'Waiting for the camera. The browser may ask for permission to use it.');
  if (!(await openLens())) {
    return;
  }
  await nameCameras();
  if (!lens.open) {
    return; // Stopped meanwhile.
  }
  keepAwake();
  link.open(address());
  shutter.start(() => link.ready, (picture) => link.send(picture));
}

function stop() {
  started = false;
  shutter.stop();
  link.close();
  lens.stop();
  wakeLock?.release().catch(() => {});
  wakeLock = null;
}

function fail(text) {
  stop();
  show('failed', text);
}

async function openLens() {
  try {
    return await lens.start(byId('device').value, byId('size').value, Number(byId('rate').value));
  } catch (error) {
    fail(error instanceof NoCamera ? error.message : `The camera cannot be opened: ${error}`);
    return false;
  }
}

/** Lists the cameras by name, once the browser reveals the names. */
async function nameCameras() {
  const cameras = await namedCameras();
  if (cameras.length > 0) {
    byId('device').replaceChildren(...cameras.map(({ deviceId, label }) => el('option', { value: deviceId }, label)));
    byId('device').value = lens.deviceId;
  }
}

function address() {
  const url = new URL(`../cameras/${segment}/publish`, location.href);
  url.protocol = url.protocol.replace('http', 'ws');
  if (key) {
    url.searchParams.set('key', key);
  }
  return url;
}

function linkChanged() {
  if (!started) {
    return;
  }
  switch (link.state) {
    case 'connecting':
      if (document.body.dataset.state === 'starting') {
        show('connecting', 'Connecting to the server…');
      }
      break;
    case 'waiting':
      show('waiting', 'Ready. Nobody is watching, so nothing is sent.');
      break;
    case 'live':
      show('live', 'Somebody is watching: pictures are being sent.');
      break;
    case 'lost':
      show('lost', 'No connection to the server. Trying again…');
      break;
    case 'refused':
      refused(link.refusal);
      break;
  }
}

function refused({ code, message }) {
  if (code === 'busy') {
    show('refused', 'Somebody else is publishing to this camera. Trying again every few seconds…');
    return;
  }
  stop();
  if (code === 'key_needed') {
    show('refused', key ? 'That is not this camera’s key.' : 'Enter this camera’s key to publish to it.');
    byId('key').focus();
  } else {
    show('refused', message);
  }
}

function call(name) {
  document.title = `${within(name)} · Publish · Zoetrope`;
  say(byId('title'), name);
  document.querySelectorAll('.camera-id').forEach((place) => say(place, name));
}

function measure() {
  const now = performance.now();
  const seconds = (now - last.at) / 1000;
  const { videoWidth: width, videoHeight: height } = byId('preview');
  say(byId('fps'), `${((link.sentPictures - last.pictures) / seconds).toFixed(1)} fps`);
  say(byId('speed'), `${Math.round((link.sentBytes - last.bytes) / seconds / 1000)} kB/s`);
  say(byId('pixels'), width ? `${width} × ${height}` : '–');
  say(byId('sent'), String(link.sentPictures));
  last = { at: now, pictures: link.sentPictures, bytes: link.sentBytes };
}

/** A phone that goes to sleep takes the camera along. */
async function keepAwake() {
  if (started && !document.hidden) {
    const lock = await navigator.wakeLock?.request('screen').catch(() => null);
    if (started) {
      wakeLock = lock;
    } else {
      lock?.release().catch(() => {});
    }
  }
}

/** Says at once if there is nothing to publish to. */
async function lookUp() {
  try {
    const camera = await (await ask(new URL(`../api/cameras/${segment}`, location.href))).json();
    call(camera.name);
    if (!String(camera.source).startsWith('push:')) {
      fail(`The camera ${id} has its own source. You can publish only to a camera whose source is push:.`);
      byId('toggle').disabled = true;
    }
  } catch (error) {
    if (error instanceof Refusal) {
      fail(error.message);
      byId('toggle').disabled = true;
    }
  }
}

link.onChange = linkChanged;
lens.onEnded = () => fail('The camera has stopped. Press Start to try again.');
byId('toggle').addEventListener('click', () => {
  if (started) {
    stop();
    show('idle', 'Stopped. Press Start to publish again.');
  } else {
    key = byId('key').value || key;
    start();
  }
});
byId('unlock').addEventListener('submit', (event) => {
  event.preventDefault();
  byId('toggle').click();
});
for (const choice of ['device', 'size', 'rate']) {
  byId(choice).addEventListener('change', () => {
    shutter.rate = Number(byId('rate').value);
    if (started) {
      (link.state === 'closed' ? start : openLens)();
    }
  });
}
byId('preview').addEventListener('resize', ({ target: { videoWidth: width, videoHeight: height } }) => {
  if (width && height) {
    byId('view').style.setProperty('--ratio', `${width} / ${height}`);
  }
});
document.addEventListener('visibilitychange', keepAwake);
addEventListener('online', () => link.hurry());
setInterval(measure, 1000);

call(id);
if (available()) {
  lookUp();
} else {
  byId('toggle').disabled = true;
  show('failed', 'Browsers allow the camera only on https:// and localhost. Open this page over a USB cable, or through a TLS proxy: see docs/phone.md.');
}
