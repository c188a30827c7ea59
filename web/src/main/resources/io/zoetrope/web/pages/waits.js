const PATIENCE = 400;
const LONGEST_KNOCK = 10_000;

// A busy server may answer a later question first, but not so much earlier.
const BUSY_SERVER = 1000;

export const FULL =
  'The browser has no connection left for this page: other tabs or windows use all six. Close one that shows a stream, and this page will continue.';

/**
 * Finds out whether requests wait because the browser has no connection left. A request may also be slow because the
 * server or the network is; so while one takes long, the server is asked for something that it answers at once.
 */
class Waits {
  #patience = PATIENCE;
  #knocking = false;
  #calling = false;
  #knocks = 0;

  /** Whether the browser has no connection left for this page. */
  full = false;

  /** Called when full has changed. */
  onFull = () => {};

  /** Watches over a request. */
  async during(request) {
    const timer = setTimeout(() => this.#knock(), this.#patience);
    try {
      const answer = await request;
      this.#become(false);
      return answer;
    } finally {
      clearTimeout(timer);
    }
  }

  async #knock() {
    if (this.#knocking) {
      return;
    }
    this.#knocking = true;
    this.#knocks++;
    const timer = setInterval(() => this.#call(), this.#patience);
    try {
      const served = await timeToServe(new URL(`../healthz?${Date.now()}`, import.meta.url).href);
      this.#become(false);
      this.#patience = Math.max(PATIENCE, 2 * served);
    } catch {
      // Whoever asked for something hears of it.
    } finally {
      clearInterval(timer);
      this.#knocking = false;
    }
  }

  /** Browsers count WebSockets apart: if one finds the server, requests do not come that far. */
  #call() {
    if (!this.#calling) {
      this.#calling = true;
      const socket = new WebSocket(new URL('../healthz', import.meta.url).href.replace(/^http/, 'ws'));
      const knock = this.#knocks;
      socket.addEventListener('close', () => {
        setTimeout(() => {
          this.#calling = false;
          if (this.#knocking && knock === this.#knocks) {
            this.#become(true);
          }
        }, BUSY_SERVER);
      });
    }
  }

  #become(full) {
    if (this.full !== full) {
      this.full = full;
      this.onFull();
    }
  }
}

export const waits = new Waits();

/** Fetches this address, and returns how long its answer took, without the wait for a connection. */
async function timeToServe(url) {
  let entry;
  const observer = new PerformanceObserver((list) => {
    entry = list.getEntriesByName(url)[0] ?? entry;
  });
  observer.observe({ type: 'resource' });
  try {
    await (await fetch(url, { cache: 'no-store', signal: AbortSignal.timeout(LONGEST_KNOCK) })).text();
    await new Promise((resolve) => setTimeout(resolve, 50));
    const { connectStart, connectEnd, requestStart, responseEnd } = entry ?? {};
    return requestStart > 0 ? responseEnd - requestStart + (connectEnd - connectStart) : 0;
  } finally {
    observer.disconnect();
  }
}
