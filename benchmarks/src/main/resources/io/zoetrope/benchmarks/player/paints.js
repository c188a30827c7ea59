// Shows a camera of clock.c in one way and notes when each of its pictures is painted: a function of how, the camera's path, and seconds.
async (method, path, warmUp, seconds) => {
  const [COLUMNS, ROWS, SIDE] = [8, 6, 3];
  const TIMES = 1n << 40n;
  const arrivals = [];
  let serverStart = null;

  // When which picture came: the player need not know that anybody looks.
  globalThis.WebSocket = class extends WebSocket {
    constructor(...words) {
      super(...words);
      this.addEventListener('message', ({ data }) => {
        const now = Date.now();
        if (typeof data === 'string') {
          const message = JSON.parse(data);
          serverStart = message.type === 'clock' ? Date.parse(message.time) - message.now / 1000 : serverStart;
        } else {
          arrivals.push({ captured: serverStart + Number(new DataView(data).getBigUint64(8)) / 1000, arrived: now });
        }
      });
    }
  };

  const eyes = new OffscreenCanvas(COLUMNS * SIDE, ROWS * SIDE).getContext('2d', { willReadFrequently: true });

  // The clock in a picture, in milliseconds since 1970, or null if there is none.
  const clockIn = (picture) => {
    const width = picture?.videoWidth ?? picture?.naturalWidth ?? picture?.width;
    if (!(width > 1)) {
      return null;
    }
    eyes.drawImage(picture, 0, 0, width / 4, (width * ROWS) / 32, 0, 0, COLUMNS * SIDE, ROWS * SIDE);
    const pixels = eyes.getImageData(0, 0, COLUMNS * SIDE, ROWS * SIDE).data;
    let bits = 0n;
    for (let block = 0; block < COLUMNS * ROWS; block++) {
      const x = (block % COLUMNS) * SIDE + 1;
      const y = Math.floor(block / COLUMNS) * SIDE + 1;
      bits = (bits << 1n) | (pixels[4 * (y * COLUMNS * SIDE + x)] > 127 ? 1n : 0n);
    }
    const time = bits >> 8n;
    let sum = 0x5an ^ (bits & 0xffn);
    for (let byte = 0n; byte < 5n; byte++) {
      sum ^= (time >> (8n * byte)) & 0xffn;
    }
    const now = BigInt(Date.now());
    return sum === 0n ? Number(now - (((now % TIMES) - time + TIMES) % TIMES)) : null;
  };

  let shown;
  if (method === 'img') {
    const image = new Image();
    image.src = `${path}/stream.mjpg`;
    document.body.replaceChildren(image);
    shown = () => image;
  } else {
    await import(new URL('/zoetrope-camera.js', location));
    const camera = document.createElement('zoetrope-camera');
    camera.setAttribute('src', path);
    camera.setAttribute('method', method);
    document.body.replaceChildren(camera);
    shown = () => camera.shadowRoot.querySelector(':is(canvas, video, img):not([hidden], [data-waiting])');
  }
  document.body.style.margin = 0;
  document.body.firstChild.style.width = '100%';

  const paints = [];
  const from = Date.now() + 1000 * warmUp;
  await new Promise((resolve) => {
    let last = null;
    const look = () => {
      const painted = Date.now();
      const clock = clockIn(shown());
      if (clock !== null && clock !== last) {
        last = clock;
        if (painted >= from) {
          paints.push({ clock, painted });
        }
      }
      if (painted < from + 1000 * seconds) {
        requestAnimationFrame(look);
      } else {
        resolve();
      }
    };
    requestAnimationFrame(look);
  });

  // A picture is captured by the server, as far as it knows, at some time after it was drawn.
  return paints.map(({ clock, painted }) => {
    const { captured, arrived } = arrivals.find((one) => one.captured >= clock - 1) ?? {};
    return { total: painted - clock, encoder: captured - clock, server: arrived - captured, browser: painted - arrived };
  });
}
