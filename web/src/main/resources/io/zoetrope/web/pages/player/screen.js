import { el } from './dom.js';

/** WebKit keeps reading a stream after its image is gone, until the document that opened it is stopped. */
const ENDS_WITH_DOCUMENT = navigator.vendor.startsWith('Apple');

/** The image in which streams and stills are shown; in WebKit it has a document of its own, so that its streams end. */
export class Screen {
  #frame = ENDS_WITH_DOCUMENT ? el('iframe', { tabindex: '-1' }) : null;

  /** Decoded synchronously, so that it is not blank for a moment when the first picture has come. */
  image = el('img', { alt: '', decoding: 'sync' });

  constructor() {
    this.element = this.#frame ?? this.image;
    this.#frame?.addEventListener('load', () => this.#moveIn());
  }

  show(url) {
    this.image.src = url;
  }

  /** Ends what is shown. Removing the image alone would leave a stream open. */
  clear() {
    this.#frame?.contentWindow?.stop();
    this.image.removeAttribute('src');
  }

  /** A frame reloads when it is put into a page, even when it is only moved. */
  #moveIn() {
    this.image.style.cssText = 'position: fixed; inset: 0; width: 100%; height: 100%; object-fit: contain';
    this.image.style.borderRadius = getComputedStyle(this.#frame.parentElement).borderRadius;
    this.#frame.contentDocument.body.replaceChildren(this.image);
  }
}
