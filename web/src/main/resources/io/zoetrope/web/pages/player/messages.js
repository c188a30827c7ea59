/** The widths of renditions; what is between gets the next. */
const STEPS = [160, 240, 320, 480, 640, 960, 1280, 1920, 2560, 3840];

// An element of at most so many pixels shows a camera's sub-stream.
const SMALL = 700;

/** The width to ask for where so many device pixels are of use, or null for all there is. */
export const widthFor = (pixels) => STEPS.find((step) => step >= pixels) ?? null;

export const streamFor = (pixels) => (pixels <= SMALL ? 'small' : 'main');

/** What a message holds in base64. */
export function bytes(text) {
  return text ? Uint8Array.from(atob(text), (character) => character.charCodeAt(0)) : undefined;
}
