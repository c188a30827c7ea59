// Seconds between what is played and the newest frame there is.
const WANTED = 0.04;
const TOO_CLOSE = 0.01;
const BEHIND = 0.09;
const FAR_BEHIND = 0.45;
const LOST = 1;

const GESTURES = ['pointerup', 'keydown'];

const KEPT = 5;
const SAME = 0.005;

const Source = globalThis.ManagedMediaSource ?? globalThis.MediaSource;

/** Plays fragments in a video, slightly faster or slower to stay close to live. */
export class MseMethod {
  static title = 'MSE';
  #surface;
  #report;
  #video;
  #source = new Source();
  #address = URL.createObjectURL(this.#source);
  #buffer = null;
  #queue = [];
  #frames = [];
  #origin;
  #newest = -Infinity;
  #closed = false;

  static async plays(codec) {
    return MseMethod.playsAll([{ codec }]);
  }

  static playsAll(tracks) {
    return Source?.isTypeSupported(mimeType(tracks)) ?? false;
  }

  constructor(surface, report, { tracks, init, origin, sound }) {
    this.#surface = surface;
    this.#report = report;
    this.#origin = origin;
    this.#queue.push({ data: init });
    this.#video = surface.newVideo();
    this.#video.muted = !sound;
    this.#video.disableRemotePlayback = true;
    this.#video.addEventListener('error', () => this.#fail());
    this.#source.addEventListener('sourceopen', () => this.#open(mimeType(tracks)));
    this.#video.src = this.#address;
    this.#watch();
  }

  show(frame) {
    this.#queue.push(frame);
    this.#append();
  }

  close() {
    this.#closed = true;
    this.#queue = [];
    this.#video.pause();
    this.#surface.remove(this.#video, this.#video.readyState > 1 ? this.#video : null);
    this.#video.removeAttribute('src');
    this.#video.load();
    URL.revokeObjectURL(this.#address);
  }

  #open(type) {
    try {
      this.#buffer = this.#source.addSourceBuffer(type);
      this.#buffer.addEventListener('updateend', () => this.#appended());
      this.#append();
    } catch {
      this.#fail();
    }
  }

  /** Appends all waiting frames at once: at the start there are many. */
  #append() {
    if (this.#closed || this.#queue.length === 0 || this.#buffer === null || this.#buffer.updating) {
      return;
    }
    const taken = this.#queue.splice(0);
    try {
      this.#buffer.appendBuffer(joined(taken.map(({ data }) => data)));
    } catch {
      this.#fail();
    }
    for (const frame of taken.slice(taken[0].done ? 0 : 1)) {
      if (frame.video) {
        const at = (frame.presentedMicros - this.#origin) / 1e6;
        this.#newest = Math.max(this.#newest, at);
        this.#frames.push({ at, frame });
      }
      frame.done();
    }
  }

  #appended() {
    if (this.#closed) {
      return;
    }
    if (this.#queue.length > 0) {
      this.#append();
    } else if (this.#newest > -Infinity) {
      this.#catchUp();
      this.#forget();
    }
  }

  #catchUp() {
    const { buffered, currentTime } = this.#video;
    if (buffered.length === 0) {
      return;
    }
    const start = buffered.start(buffered.length - 1);
    const gap = this.#newest - currentTime;
    if (currentTime < start || Math.abs(gap) > LOST) {
      this.#video.currentTime = Math.max(start, this.#newest - WANTED);
    }
    this.#video.playbackRate = gap > FAR_BEHIND ? 2 : gap > BEHIND ? 1.15 : gap < TOO_CLOSE ? 0.95 : 1;
    if (this.#video.paused) {
      this.#video.play().catch(({ name }) => name === 'NotAllowedError' && this.#mute());
    }
  }

  /** A browser wants a click or a key before it plays sound: until then, there are pictures only. */
  #mute() {
    if (this.#video.muted) {
      return;
    }
    this.#video.muted = true;
    this.#report.muted();
    const unmute = () => {
      GESTURES.forEach((name) => removeEventListener(name, unmute, true));
      if (!this.#closed) {
        this.#video.muted = false;
        this.#report.heard();
      }
    };
    GESTURES.forEach((name) => addEventListener(name, unmute, true));
  }

  /** Removes from the buffer what has been played. */
  #forget() {
    const { buffered, currentTime } = this.#video;
    if (buffered.length > 0 && currentTime - buffered.start(0) > 2 * KEPT) {
      this.#buffer.remove(0, currentTime - KEPT);
    }
  }

  #watch() {
    this.#video.requestVideoFrameCallback((now, { mediaTime, width, height }) => {
      if (!this.#closed) {
        const { frame } = this.#frames.find(({ at }) => Math.abs(at - mediaTime) < SAME) ?? {};
        this.#frames = this.#frames.filter(({ at }) => at > mediaTime - SAME);
        this.#surface.reveal(this.#video, width, height);
        this.#report.painted(frame ?? null);
        this.#watch();
      }
    });
  }

  #fail() {
    if (!this.#closed) {
      this.#report.failed();
    }
  }
}

function mimeType(tracks) {
  return `video/mp4; codecs="${tracks.map(({ codec }) => codec).join(', ')}"`;
}

function joined(pieces) {
  if (pieces.length === 1) {
    return pieces[0];
  }
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  pieces.reduce((at, piece) => whole.set(piece, at) ?? at + piece.length, 0);
  return whole;
}
