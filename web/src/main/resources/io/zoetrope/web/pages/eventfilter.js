import { ask } from './ask.js';
import { el, say } from './dom.js';
import { learnNames, nameOf } from './names.js';

const NAMES = ['camera', 'kind', 'from', 'to'];
const TIMES = ['from', 'to'];

/** What is shown of a choice that is not a kind itself. */
const KINDS = { '': 'camera.trouble,task.ended', all: 'camera.trouble,camera,viewers,task' };

/** Which events to show: a form, and the page's own address, which can be bookmarked and shared. */
export class EventFilter {
  #form;

  constructor(form, onChange) {
    this.#form = form;
    const given = new URLSearchParams(location.search);
    this.#offer([given.get('camera') ?? '']);
    const kind = given.get('kind') ?? '';
    given.set('kind', Object.keys(KINDS).find((choice) => KINDS[choice] === kind) ?? kind); // Tables lead back with what they were asked for.
    NAMES.forEach((name) => this.#set(name, given.get(name) ?? ''));
    form.addEventListener('submit', (event) => event.preventDefault());
    form.addEventListener('change', () => {
      const query = this.chosen.toString();
      history.replaceState(null, '', query === '' ? location.pathname : `?${query}`);
      onChange();
    });
  }

  /** What to ask the server for. */
  get parameters() {
    const parameters = this.chosen;
    const kind = parameters.get('kind') ?? '';
    parameters.set('kind', KINDS[kind] ?? kind);
    return parameters;
  }

  /** What somebody has chosen; times are in UTC, whatever the reader's clock says. */
  get chosen() {
    const parameters = new URLSearchParams();
    for (const name of NAMES) {
      const value = this.#form.elements[name].value;
      if (value !== '') {
        parameters.set(name, TIMES.includes(name) ? new Date(value).toISOString() : value);
      }
    }
    return parameters;
  }

  async load() {
    const { cameras } = await (await ask('api/cameras')).json();
    learnNames(cameras);
    this.#offer(cameras.map(({ id }) => id));
  }

  #offer(cameras) {
    const select = this.#form.elements.camera;
    const known = new Map([...select.options].map((option) => [option.value, option]));
    for (const id of cameras) {
      const option = known.get(id) ?? el('option', { value: id, dir: 'auto' });
      if (id !== '') {
        say(option, nameOf(id));
        select.append(option);
      }
    }
  }

  #set(name, value) {
    const field = this.#form.elements[name];
    if (!TIMES.includes(name)) {
      field.value = value;
      return;
    }
    const time = new Date(value);
    if (!Number.isNaN(time.getTime())) {
      const local = new Date(time.getTime() - time.getTimezoneOffset() * 60_000);
      field.value = local.toISOString().slice(0, 16);
    }
  }
}
