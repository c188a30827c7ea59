import { ask, post, Refusal, remove } from './ask.js';
import { say } from './dom.js';
import { News } from './news.js';
import { TaskForm } from './taskform.js';
import { TaskList } from './tasklist.js';
import { counted, told } from './taskwords.js';
import { FULL, waits } from './waits.js';

const PAGE = 30;
const LOST = 'Lost connection… trying again';

const byId = (id) => document.getElementById(id);

const form = new TaskForm(byId('form'), start);
const list = new TaskList(byId('tasks'), cancel);
const news = new News(refresh, changed);
let next = null;
let known = false;

/** Asks anew for the newest tasks, which replaces what is known of them. */
async function refresh() {
  try {
    const page = await (await ask(`api/tasks?limit=${PAGE}`)).json();
    list.renew(page.tasks, page.next === undefined);
    // With more on the page than these, what comes next is known from the older ones.
    if (list.size <= PAGE) {
      next = page.next ?? null;
    }
    known = true;
    say(byId('counts'), counted(page.counts));
    say(byId('banner'), '');
    show();
    if (!form.ready) {
      await form.load();
      show();
    }
  } catch (failure) {
    say(byId('banner'), failure instanceof Refusal ? `The server says: ${failure.message}` : LOST);
    throw failure;
  }
}

/** A task has come further. Whatever is more than a few per cent is asked for. */
function changed(task) {
  const before = list.stateOf(task.id);
  list.progress(task);
  if (before !== task.state) {
    if (task.state !== 'queued') {
      say(byId('news'), told(task));
    }
    return true;
  }
  return false;
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
      ? 'Choose what to record above, and press Start. It goes on when this page is closed.'
      : 'There is no camera to record. Start the server with one, as in ./zoetrope serve --camera door=rtsp://192.0.2.7/stream1',
  );
}

async function start(task) {
  say(byId('refused'), '');
  try {
    const started = await (await post('api/tasks', task)).json();
    list.add(started);
    show();
    say(byId('news'), told(started));
    news.soon();
  } catch (failure) {
    say(byId('refused'), failure instanceof Refusal ? failure.message : 'The server cannot be reached: try again.');
  }
}

async function cancel(id) {
  try {
    list.add(await (await remove(`api/tasks/${encodeURIComponent(id)}`)).json());
    byId('counts').focus();
  } catch (failure) {
    say(byId('news'), failure instanceof Refusal ? failure.message : 'The server cannot be reached: try again.');
  }
  news.soon();
}

byId('more').addEventListener('click', async () => {
  byId('more').disabled = true;
  try {
    const page = await (await ask(`api/tasks?limit=${PAGE}&after=${encodeURIComponent(next)}`)).json();
    list.append(page.tasks);
    next = page.next ?? null;
    show();
  } catch {
    say(byId('banner'), LOST);
    news.soon();
  }
  byId('more').disabled = false;
});

show();
waits.onFull = () => say(byId('banner'), waits.full ? FULL : '');

news.start();
