import { JpegMethod } from './jpeg.js';
import { MseMethod } from './mse.js';
import { WebCodecsMethod } from './webcodecs.js';

/** What a browser that knows a codec at all can be expected to play of it. */
const SAMPLES = { h264: 'avc1.640028', h265: 'hvc1.1.6.L120.90' };
const FAMILIES = { avc1: 'h264', avc3: 'h264', hvc1: 'h265', hev1: 'h265' };
const NAMES = { webcodecs: WebCodecsMethod, mse: MseMethod, jpeg: JpegMethod };

let known = null;

/** Asks the browser, once, which ways of showing which codecs it has; the best first. With sound, only a video element will do. */
export async function learnMethods(sound) {
  known ??= Promise.all(
    Object.entries(SAMPLES).flatMap(([family, sample]) =>
      [WebCodecsMethod, MseMethod].map(async (method) => ({
        family,
        method,
        plays: await method.plays(sample).catch(() => false),
      })),
    ),
  );
  const all = (await known).filter(({ method, plays }) => plays && !(sound && method === WebCodecsMethod));
  return [...all, { family: 'jpeg', method: JpegMethod }];
}

/** What h264, h265 or jpeg a track is. */
export const familyOf = (codec) => FAMILIES[codec.split('.')[0]] ?? codec;

/** Whether the attribute method, if there is one, means this. */
export const isMeant = (name, method) => name === null || NAMES[name] === method;
