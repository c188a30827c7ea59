import { ask, put } from './ask.js';
import { el, say } from './dom.js';

/** What can be set about a camera. The camera is asked when somebody unfolds this, and not before. */
export class Controls {
  #details;
  #rows;
  #trouble;
  #byName = new Map();
  #wanted = {};
  #sending = false;
  #id = null;

  constructor(details) {
    this.#details = details;
    this.#rows = details.querySelector('.rows');
    this.#trouble = details.querySelector('.trouble');
    details.addEventListener('toggle', () => details.open && this.#talk(this.#id, ask(this.#url)));
  }

  /** Turns to another camera, folded up. */
  turnTo(id) {
    this.#id = id;
    this.#wanted = {};
    this.#byName.clear();
    this.#rows.replaceChildren();
    this.#fail('');
    this.#details.open = false;
  }

  show(shown) {
    this.#details.hidden = !shown;
  }

  get #url() {
    return `api/cameras/${encodeURIComponent(this.#id)}/controls`;
  }

  /** Sends the newest values only: a slider is faster than some cameras. */
  async #send() {
    if (this.#sending) {
      return;
    }
    this.#sending = true;
    while (Object.keys(this.#wanted).length > 0) {
      const wanted = this.#wanted;
      this.#wanted = {};
      await this.#talk(this.#id, put(this.#url, wanted), wanted);
    }
    this.#sending = false;
  }

  async #talk(id, request, sent = {}) {
    const asked = performance.now();
    try {
      const { controls } = await (await request).json();
      if (id === this.#id) {
        this.#fail('');
        controls.forEach((control) => this.#update(control, asked));
        Object.keys(sent).forEach((name) => this.#touch(name));
      }
    } catch (failure) {
      if (id === this.#id) {
        this.#fail(failure.message);
      }
    }
  }

  /** Whatever was asked for before now is older. */
  #touch(name) {
    const row = this.#byName.get(name);
    if (row) {
      row.touched = performance.now();
    }
  }

  #update(control, asked) {
    if (!this.#byName.has(control.name)) {
      this.#add(control);
    }
    const { input, told, touched } = this.#byName.get(control.name);
    input.disabled = control.inactive || control.readOnly;
    if (touched > asked) {
      return;
    }
    if (control.type === 'boolean') {
      input.checked = control.value;
    } else if (control.type !== 'button') {
      input.value = control.value;
    }
    say(told, control.type === 'integer' ? control.value.toLocaleString() : '');
  }

  #add(control) {
    const { name, label, type } = control;
    const input = inputFor(control);
    const told = el('output');
    const event = type === 'integer' ? 'input' : type === 'button' ? 'click' : 'change';
    input.addEventListener(event, () => {
      this.#wanted[name] = type === 'boolean' ? input.checked : type === 'button' ? true : Number(input.value);
      say(told, type === 'integer' ? Number(input.value).toLocaleString() : '');
      this.#touch(name);
      this.#send();
    });
    this.#byName.set(name, { input, told, touched: -Infinity });
    this.#rows.append(el('label', { 'data-control': name }, el('span', {}, label), input, told));
  }

  #fail(message) {
    say(this.#trouble, message);
    this.#trouble.hidden = message === '';
  }
}

function inputFor({ type, label, minimum, maximum, step, menu }) {
  switch (type) {
    case 'boolean':
      return el('input', { type: 'checkbox' });
    case 'menu':
      return el('select', {}, ...menu.map(({ value, name }) => el('option', { value }, name)));
    case 'button':
      return el('button', { type: 'button' }, label);
    default:
      return el('input', { type: 'range', min: minimum, max: maximum, step });
  }
}
