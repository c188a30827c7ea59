const [FRONT, BACK] = ['user', 'environment'];

/** Why there is no picture, in words for people. */
export class NoCamera extends Error {}

/** Whether the browser gives cameras to this page at all. */
export const available = () => Boolean(navigator.mediaDevices?.getUserMedia);

/** The camera of this device, as it is seen in a video element. */
export class Lens {
  #video;
  #stream = null;
  #turn = 0;

  /** Called when the camera stops by itself. */
  onEnded = () => {};

  constructor(video) {
    this.#video = video;
  }

  get open() {
    return this.#stream !== null;
  }

  /**
   * Opens a camera: choice is a device's id, or facing:user, or facing:environment. Answers whether it is open: it is not
   * if another was started meanwhile, or this was stopped.
   */
  async start(choice, size, rate) {
    this.stop();
    const turn = this.#turn;
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: false, video: wishes(choice, size, rate) });
    } catch (error) {
      if (turn === this.#turn) {
        throw new NoCamera(reason(error));
      }
      return false;
    }
    if (turn !== this.#turn) {
      stream.getTracks().forEach((track) => track.stop());
      return false;
    }
    this.#stream = stream;
    const [track] = stream.getVideoTracks();
    track.addEventListener('ended', () => {
      if (this.#stream === stream) {
        this.stop();
        this.onEnded();
      }
    });
    this.#video.dataset.facing = track.getSettings().facingMode ?? '';
    this.#video.srcObject = stream;
    await this.#video.play().catch(() => {});
    return turn === this.#turn;
  }

  stop() {
    this.#turn++;
    this.#stream?.getTracks().forEach((track) => track.stop());
    this.#stream = null;
    this.#video.srcObject = null;
  }

  get deviceId() {
    return this.#stream?.getVideoTracks()[0]?.getSettings().deviceId;
  }
}

/** The cameras by name. Browsers reveal names only to pages that have been granted a camera. */
export async function namedCameras() {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices.filter(({ kind, label }) => kind === 'videoinput' && label);
}

function wishes(choice, size, rate) {
  const [width, height] = size.split('x').map(Number);
  const facing = [FRONT, BACK].find((side) => choice === `facing:${side}`);
  return {
    ...(facing ? { facingMode: { ideal: facing } } : { deviceId: { exact: choice } }),
    width: { ideal: width },
    height: { ideal: height },
    frameRate: { ideal: Math.max(rate, 10) },
  };
}

function reason({ name, message }) {
  switch (name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'This page is not allowed to use the camera. Allow it in the browser’s settings for this site, then press Start.';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'There is no such camera on this device.';
    case 'NotReadableError':
    case 'AbortError':
      return 'The camera cannot be opened: another program may be using it.';
    default:
      return `The camera cannot be opened: ${message || name}`;
  }
}
