import { ask, post, Refusal, remove } from './ask.js';
import { say } from './dom.js';
import { Updates } from './updates.js';
import { TaskForm } from './taskform.js';
import { TaskList } from './tasklist.js';
import { counted, told } from './taskwords.js';
import { FULL, waits } from './waits.js';

const PAGE = 30;
const LOST = 'Lost connection… trying again';

const byId = (id) => document.getElementById(id);

const form = new TaskForm(byId('form'), start);
const list = new TaskList(byId('tasks'), cancel);
const kind = new URLSearchParams(location.search).get('kind') ?? '';
const updates = new Updates(refresh, changed, ['task'], kind);
let next = null;
let known = false;

/** Asks again for the newest tasks, and replaces those on the page. */
async function refresh() {
  const asked = performance.now();
  try {
    const page = await (await ask(`api/tasks?${query()}`)).json();
    list.renew(page.tasks, page.next === undefined, asked);
    // With more on the page than these, what comes next is known from the older ones.
    if (list.size <= PAGE) {
      next = page.next ?? null;
    }
    known = true;
    say(byId('counts'), counted(page.counts));
    showPosts(page.leftOut ?? 0);
    say(byId('banner'), '');
    show();
    if (!form.ready) {
      await form.load();
      list.rename();
      show();
    }
  } catch (failure) {
    say(byId('banner'), failure instanceof Refusal ? `The server says: ${failure.message}` : LOST);
    throw failure;
  }
}

/** A task has progressed. Anything beyond a few per cent is asked for. */
function changed(task) {
  const before = list.stateOf(task.id);
  list.progress(task);
  if (before !== task.state) {
    if (task.state !== 'queued') {
      say(byId('announcement'), told(task));
    }
    return true;
  }
  return false;
}

function query(more = {}) {
  return new URLSearchParams({ limit: PAGE, ...(kind === '' ? {} : { kind }), ...more });
}

/** Whoever looks after webhooks finds what they post; others need not see it. */
function showPosts(leftOut) {
  byId('posts').hidden = leftOut === 0 && kind === '';
  byId('posts-link').setAttribute('href', kind === '' ? 'tasks?kind=webhook-*' : 'tasks');
  const posts = leftOut === 1 ? '1 post to a webhook' : `${leftOut.toLocaleString()} posts to webhooks`;
  say(byId('posts-link'), kind === '' ? `Show ${posts}` : 'Show all other tasks');
}

function show() {
  byId('loading').hidden = known;
  byId('new').hidden = !form.ready || !form.hasCameras;
  byId('all').hidden = list.size === 0;
  byId('empty').hidden = !known || list.size > 0;
  byId('more').hidden = next === null;
  say(
    byId('hint'),
    !form.ready || form.hasCameras
      ? 'Choose what to record above, and press Start. It continues after you close this page.'
      : 'There is no camera to record. Start the server with one, for example: ./zoetrope serve --camera door=rtsp://192.0.2.7/stream1',
  );
}

async function start(task) {
  say(byId('refused'), '');
  try {
    const started = await (await post('api/tasks', task)).json();
    list.add(started);
    show();
    say(byId('announcement'), told(started));
    updates.soon();
  } catch (failure) {
    say(byId('refused'), failure instanceof Refusal ? failure.message : 'The server cannot be reached: try again.');
  }
}

async function cancel(id) {
  try {
    list.add(await (await remove(`api/tasks/${encodeURIComponent(id)}`)).json());
    byId('counts').focus();
  } catch (failure) {
    say(byId('announcement'), failure instanceof Refusal ? failure.message : 'The server cannot be reached: try again.');
  }
  updates.soon();
}

byId('more').addEventListener('click', async () => {
  byId('more').disabled = true;
  try {
    const page = await (await ask(`api/tasks?${query({ after: next })}`)).json();
    list.append(page.tasks);
    next = page.next ?? null;
    show();
  } catch {
    say(byId('banner'), LOST);
    updates.soon();
  }
  byId('more').disabled = false;
});

show();
waits.onFull = () => say(byId('banner'), waits.full ? FULL : '');

updates.start();
