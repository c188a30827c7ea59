import { waits } from './waits.js';

const CONNECTIONS = 6;
const TELL_EVERY = 2000;
const FORGOTTEN_AFTER = 6000;

// Time for the other windows to say what they hold.
const LISTEN_FIRST = 100;

// After this time without a wait one connection more is tried, ever later if it is taken; the next one soon if it is not.
const TRY_AFTER = 30_000;
const TRY_LAST = 300_000;
const TRY_NEXT = 5000;

// Time for an abandoned stream to leave its connection.
const GIVING_UP = 300;

/**
 * How many connections this window may hold open for streams of pictures or events. A browser has six per host for all
 * its windows. One is kept free for the short requests of a window that is alone, two where there is anybody else.
 *
 * Windows of this server exchange what they want and what they hold, and each works out the same shares. Tabs that
 * show a bare stream cannot take part: they are noticed by requests that wait.
 */
export class Connections {
  #me = { id: Math.random().toString(36).slice(2), awake: false, since: 0, wants: 0, holds: 0, unseen: 0 };
  #others = new Map();
  #channel = 'BroadcastChannel' in window ? new BroadcastChannel('zoetrope') : null;
  #onChange;
  #timer;
  #tryTimer;
  #tryAfter = TRY_AFTER;
  #tried = -Infinity;
  #raised = -Infinity;

  /** Whether it is still to hear what the other windows hold. */
  listening = false;

  /** onChange() when this window may hold more or fewer than before. */
  constructor(onChange) {
    this.#onChange = onChange;
    this.#channel?.addEventListener('message', ({ data }) => this.#heard(data));
    addEventListener('focus', () => this.#me.awake && this.#tell({ since: Date.now() }));
    waits.onCrowded = () => this.#crowded();
    waits.onFalseAlarm = () => this.#believe(0);
  }

  /** How many windows of this server are in sight, this one included. */
  get windows() {
    return 1 + this.#others.size;
  }

  /** How many this window may hold, when it has a use for so many. What it takes is given to nobody else. */
  take(wants) {
    const free = this.#most - this.#sum('holds');
    const share = this.listening || !this.#me.awake ? 0 : Math.max(0, Math.min(this.#share(wants), free));
    this.#tell({ wants, holds: Math.min(wants, share) });
    return this.#me.holds;
  }

  /** This window has come into sight. */
  wake() {
    if (this.#me.awake) {
      return;
    }
    this.listening = this.#channel !== null;
    setTimeout(() => {
      this.listening = false;
      this.#onChange();
    }, LISTEN_FIRST);
    clearInterval(this.#timer);
    this.#timer = setInterval(() => this.#tellAgain(), TELL_EVERY);
    this.#tell({ awake: true, since: Date.now() });
  }

  sleep() {
    clearInterval(this.#timer);
    this.#tell({ awake: false, wants: 0, holds: 0 });
  }

  get #unseen() {
    return Math.max(this.#me.unseen, ...[...this.#others.values()].map(({ unseen }) => unseen));
  }

  get #most() {
    const free = this.#unseen + this.#others.size > 0 ? 2 : 1;
    return Math.max(0, CONNECTIONS - free - this.#unseen);
  }

  #sum(name) {
    return [...this.#others.values()].reduce((sum, other) => sum + other[name], 0);
  }

  /** One for each window that wants one, the newest first, then a second, and so on. */
  #share(wants) {
    const all = [{ ...this.#me, wants }, ...this.#others.values()];
    all.sort((a, b) => b.since - a.since || (a.id < b.id ? -1 : 1));
    const turns = [];
    for (let round = 1; turns.length < this.#most && all.some((one) => one.wants >= round); round++) {
      turns.push(...all.filter((one) => one.wants >= round));
    }
    return turns.slice(0, this.#most).filter(({ id }) => id === this.#me.id).length;
  }

  #tell(changes) {
    if (Object.entries(changes).some(([name, value]) => this.#me[name] !== value)) {
      Object.assign(this.#me, changes);
      this.#channel?.postMessage(this.#me);
    }
  }

  #tellAgain() {
    this.#channel?.postMessage(this.#me);
    const gone = [...this.#others.values()].filter(({ heard }) => performance.now() - heard > FORGOTTEN_AFTER);
    gone.forEach(({ id }) => this.#others.delete(id));
    if (gone.length > 0) {
      this.#onChange();
    }
  }

  #heard(other) {
    const before = this.#others.get(other.id);
    if (other.awake) {
      this.#others.set(other.id, { ...other, heard: performance.now() });
    } else {
      this.#others.delete(other.id);
    }
    if (other.unseen > (before?.unseen ?? 0)) {
      this.#raised = performance.now();
    }
    if (other.awake && before === undefined && this.#me.awake) {
      this.#channel.postMessage(this.#me);
    }
    if (['awake', 'since', 'wants', 'holds', 'unseen'].some((name) => before?.[name] !== other[name])) {
      this.#onChange();
    }
  }

  /** A request waits for a connection. Answers whether there is a stream to give up. */
  #crowded() {
    const now = performance.now();
    if (this.#me.holds + this.#sum('holds') === 0) {
      return false;
    }
    if (now - this.#raised > GIVING_UP) {
      this.#raised = now;
      this.#tryAfter = now - this.#tried < TRY_NEXT ? Math.min(this.#tryAfter * 2, TRY_LAST) : TRY_AFTER;
      this.#believe(this.#unseen + 1, this.#tryAfter);
    }
    return true;
  }

  /** How many connections are held by tabs that cannot take part. */
  #believe(unseen, tryAfter) {
    clearTimeout(this.#tryTimer);
    if (unseen > 0) {
      this.#tryTimer = setTimeout(() => {
        this.#tried = performance.now();
        this.#believe(unseen - 1, TRY_NEXT);
      }, tryAfter);
    }
    this.#tell({ unseen });
    this.#onChange();
  }
}
