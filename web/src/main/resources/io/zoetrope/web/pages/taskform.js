import { ask } from './ask.js';
import { el } from './dom.js';
import { learnNames, nameOf } from './names.js';

/** The form that starts a task. */
export class TaskForm {
  #form;
  ready = false;
  hasCameras = false;

  /** onStart(task) for each task submitted; the form waits until it has been answered. */
  constructor(form, onStart) {
    this.#form = form;
    form.elements.kind.addEventListener('change', () => this.#fit());
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      const button = form.querySelector('button');
      button.disabled = true;
      await onStart(this.#task());
      button.disabled = false;
    });
    this.#fit();
  }

  /** Asks which cameras there are. */
  async load() {
    const { cameras } = await (await ask('api/cameras')).json();
    learnNames(cameras);
    this.#form.elements.camera.replaceChildren(...cameras.map(({ id }) => el('option', { value: id, dir: 'auto' }, nameOf(id))));
    const wished = new URLSearchParams(location.search).get('camera');
    if (cameras.some(({ id }) => id === wished)) {
      this.#form.elements.camera.value = wished;
    }
    this.hasCameras = cameras.length > 0;
    this.ready = true;
  }

  /** Shows what can be said about this kind of task. */
  #fit() {
    const kind = this.#form.elements.kind.value;
    for (const label of this.#form.querySelectorAll('[data-kind]')) {
      label.hidden = label.dataset.kind !== kind;
    }
  }

  #task() {
    const { kind, camera, seconds, interval, for: length } = this.#form.elements;
    const payload = { camera: camera.value };
    if (kind.value === 'clip') {
      payload.seconds = Number(seconds.value);
    } else if (kind.value === 'timelapse') {
      payload.interval = interval.value;
      payload.for = length.value;
    }
    return { kind: kind.value, payload };
  }
}
