import { ask } from './ask.js';
import { el } from './dom.js';

const NAMES = ['camera', 'kind', 'from', 'to'];
const TIMES = ['from', 'to'];

/** Which events are wished for: a form, and the page's own address, which can be kept and sent. */
export class EventFilter {
  #form;

  constructor(form, onChange) {
    this.#form = form;
    const given = new URLSearchParams(location.search);
    this.#offer([given.get('camera') ?? '']);
    NAMES.forEach((name) => this.#set(name, given.get(name) ?? ''));
    form.addEventListener('submit', (event) => event.preventDefault());
    form.addEventListener('change', () => {
      const query = this.parameters.toString();
      history.replaceState(null, '', query === '' ? location.pathname : `?${query}`);
      onChange();
    });
  }

  /** Times go out in UTC, whatever the reader's clock says. */
  get parameters() {
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
    this.#offer(cameras.map(({ id }) => id));
  }

  #offer(cameras) {
    const select = this.#form.elements.camera;
    const known = new Set([...select.options].map(({ value }) => value));
    select.append(...cameras.filter((id) => !known.has(id)).map((id) => el('option', { value: id }, id)));
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
