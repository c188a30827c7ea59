import { describe, pictureOf, publishLink } from './card.js';
import { Controls } from './controls.js';
import { el, say } from './dom.js';
import { nameOf } from './names.js';
import { endSentence, isWaiting, moment, rate, size, snapshotUrl, stateOf, streamUrl, trouble } from './words.js';

/** One camera, large. */
export class Large {
  #section;
  #name;
  #state;
  #gone;
  #body;
  #stage;
  #trouble;
  #facts;
  #controls;
  #publish = null;
  #values = new Map();
  id = null;
  picture = null;

  constructor(section) {
    this.#section = section;
    this.#name = section.querySelector('h2');
    this.#state = section.querySelector('.state');
    this.#gone = section.querySelector('.gone');
    this.#body = section.querySelector('.body');
    this.#stage = section.querySelector('.stage');
    this.#trouble = section.querySelector('.trouble');
    this.#facts = section.querySelector('.facts');
    this.#controls = new Controls(section.querySelector('.controls'));
  }

  open(id) {
    this.close();
    this.id = id;
    this.picture = pictureOf(id);
    this.#stage.replaceChildren(this.picture);
    this.#section.dataset.camera = id;
    this.#section.hidden = false;
    this.#controls.turnTo(id);
    say(this.#name, nameOf(id));
    this.#publish?.remove();
    this.#publish = publishLink(id);
    this.#trouble.after(this.#publish);
    this.#values.clear();
    this.#facts.replaceChildren();
    this.#link('Stream', streamUrl(id));
    this.#link('Snapshot', snapshotUrl(id));
    this.#name.focus();
  }

  close() {
    this.picture = null;
    this.id = null;
    this.#stage.replaceChildren();
    this.#section.hidden = true;
  }

  /** camera is undefined if there is none of that name. */
  update(camera, now) {
    this.#body.hidden = !camera;
    this.#gone.hidden = Boolean(camera);
    this.#section.dataset.state = camera ? stateOf(camera) : 'gone';
    say(this.#state, camera ? stateOf(camera) : '');
    if (!camera) {
      say(this.#gone, `There is no camera “${this.id}” here. It will reappear here when it is back.`);
      return;
    }
    describe(this.picture, this.id);
    say(this.#name, nameOf(this.id));
    this.#controls.show(camera.controls);
    say(this.#trouble, trouble(camera, now));
    this.#trouble.hidden = camera.state !== 'retrying';
    this.#publish.hidden = !isWaiting(camera);
    this.#fact('Size', size(camera));
    this.#fact('Rate', rate(camera));
    this.#fact('Viewers', camera.viewers ?? '');
    this.#fact('Pictures', camera.frames ?? '');
    this.#fact('Dropped', camera.dropped ?? '');
    this.#fact('Since', moment(camera.since, now));
    this.#fact('Source', camera.source ?? '');
    this.#fact('Last error', camera.state === 'retrying' ? '' : lastError(camera.lastError, now));
  }

  #fact(term, value) {
    const text = typeof value === 'number' ? value.toLocaleString() : String(value);
    const row = this.#values.get(term) ?? this.#row(term, el('span'));
    row.element.hidden = text === '';
    say(row.value, text);
  }

  #link(term, url) {
    const address = new URL(url, document.baseURI).href;
    this.#row(term, el('a', { href: address }, address));
  }

  #row(term, value) {
    const element = el('div', {}, el('dt', {}, term), el('dd', {}, value));
    const row = { element, value };
    this.#values.set(term, row);
    this.#facts.append(element);
    return row;
  }
}

function lastError(error, now) {
  if (!error) {
    return '';
  }
  const since = moment(error.since, now);
  return endSentence(String(error.message ?? '')) + (since ? ` (${since})` : '');
}
