import { el, say } from './dom.js';
import { bytes, sentence, stateName, title } from './taskwords.js';

const ICONS = {
  snapshot: 'M3 8h4l2-3h6l2 3h4v11H3zM12 10a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7',
  clip: 'M3 6h12v12H3zM15 10l6-3v10l-6-3',
  timelapse: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 7v5l3.5 2',
};

/** The tasks on the page, the newest first. Elements stay as long as their tasks do. */
export class TaskList {
  #root;
  #onCancel;
  #entries = new Map();

  constructor(root, onCancel) {
    this.#root = root;
    this.#onCancel = onCancel;
  }

  get size() {
    return this.#entries.size;
  }

  stateOf(id) {
    return this.#entries.get(id)?.task.state;
  }

  /**
   * These were the newest when they were asked for, and all if it says so; those between them that are known and not
   * among them are gone. What has been heard of a task since then is newer.
   */
  renew(tasks, all, asked) {
    const ids = new Set(tasks.map(({ id }) => id));
    const oldest = tasks.at(-1)?.id ?? '';
    for (const [id, { item, heard }] of this.#entries) {
      if (!ids.has(id) && heard < asked && (all || id > oldest)) {
        item.remove();
        this.#entries.delete(id);
      }
    }
    this.append(tasks.filter(({ id }) => !(this.#entries.get(id)?.heard >= asked)));
  }

  /** The cameras have names now. */
  rename() {
    this.#entries.forEach((entry) => this.#fill(entry));
  }

  /** Older ones behind those that are known. */
  append(tasks) {
    tasks.forEach((task) => this.#put(task));
    this.#sort();
  }

  /** What the server has just answered about one. */
  add(task) {
    this.append([task]);
    this.#entries.get(task.id).heard = performance.now();
  }

  /** An event holds less than the whole task. */
  progress({ id, state, percent, note, error }) {
    const entry = this.#entries.get(id);
    if (entry) {
      entry.task = { ...entry.task, state, percent, note, error };
      entry.heard = performance.now();
      this.#fill(entry);
    }
  }

  #put(task) {
    let entry = this.#entries.get(task.id);
    if (!entry) {
      entry = this.#build(task);
      this.#entries.set(task.id, entry);
    }
    entry.task = task;
    this.#fill(entry);
  }

  /** Ids rise with time. What is in its place already is not moved: a video would start again. */
  #sort() {
    const sorted = [...this.#entries.values()].sort((a, b) => (a.task.id < b.task.id ? 1 : -1));
    sorted.forEach(({ item }, index) => {
      if (this.#root.children[index] !== item) {
        this.#root.insertBefore(item, this.#root.children[index] ?? null);
      }
    });
  }

  #build(task) {
    const name = `task-${task.id}`;
    const parts = {
      result: el('div', { class: 'result' }, icon(task.kind)),
      title: el('h3', { id: name }, title(task)),
      state: el('p', { class: 'state' }),
      progress: el('progress', { max: '100', 'aria-labelledby': name }),
      sentence: el('p'),
      error: el('p', { class: 'trouble' }),
      act: el('div', { class: 'act' }),
    };
    const body = el('div', { class: 'body' }, parts.progress, parts.sentence, parts.error);
    const item = el('li', { 'data-task': task.id }, parts.result, parts.title, parts.state, body, parts.act);
    return { task, item, parts, shown: '', offered: '', heard: -Infinity };
  }

  #fill(entry) {
    const { task, item, parts } = entry;
    item.dataset.state = task.state;
    say(parts.title, title(task));
    say(parts.state, stateName(task.state));
    say(parts.sentence, sentence(task));
    say(parts.error, task.error ?? '');
    parts.error.hidden = !task.error;
    parts.progress.hidden = task.state !== 'running';
    parts.progress.value = task.percent;
    this.#offer(entry);
    const file = task.file?.url ?? '';
    if (file !== entry.shown) {
      entry.shown = file;
      parts.result.replaceChildren(file === '' ? icon(task.kind) : thumbnail(task));
    }
  }

  #offer(entry) {
    const { task, parts } = entry;
    const offered = task.file ? 'file' : ['queued', 'running'].includes(task.state) ? 'cancel' : '';
    if (offered === entry.offered) {
      return;
    }
    entry.offered = offered;
    parts.act.replaceChildren();
    if (offered === 'file') {
      const text = `Download, ${bytes(task.file.size)}`;
      parts.act.append(el('a', { href: task.file.url, download: '', 'aria-label': `${text}: ${title(task)}` }, text));
    } else if (offered === 'cancel') {
      const button = el('button', { type: 'button', 'aria-label': `Cancel ${title(task)}` }, 'Cancel');
      button.addEventListener('click', () => {
        button.disabled = true;
        this.#onCancel(task.id);
      });
      parts.act.append(button);
    }
  }
}

function thumbnail(task) {
  const { url, type } = task.file;
  if (type.startsWith('image/')) {
    return el('a', { href: url }, el('img', { src: url, alt: title(task), loading: 'lazy' }));
  }
  if (!type.startsWith('video/')) {
    return icon(task.kind);
  }
  const video = el('video', { src: `${url}#t=0.1`, preload: 'metadata', tabindex: '-1' });
  video.muted = true;
  return el('a', { href: url, 'aria-label': `Play ${title(task)}` }, video);
}

function icon(kind) {
  const space = 'http://www.w3.org/2000/svg';
  const drawing = document.createElementNS(space, 'svg');
  drawing.setAttribute('viewBox', '0 0 24 24');
  drawing.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(space, 'path');
  path.setAttribute('d', ICONS[kind] ?? 'M4 6h16M4 12h16M4 18h10');
  drawing.append(path);
  return drawing;
}
