import { JpegMethod } from './jpeg.js';
import { MseMethod } from './mse.js';
import { WebCodecsMethod } from './webcodecs.js';

/** If a browser plays this sample, it is expected to play what cameras send of its codec. */
const SAMPLES = { h264: 'avc1.640028', h265: 'hvc1.1.6.L120.90' };
const FAMILIES = { avc1: 'h264', avc3: 'h264', hvc1: 'h265', hev1: 'h265' };
const NAMES = { webcodecs: WebCodecsMethod, mse: MseMethod, jpeg: JpegMethod };

let known = null;

/** Asks the browser, once, which methods it has for which codec; the best first. Sound needs a video element. */
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

/** The codec of a track: h264, h265 or jpeg. */
export const familyOf = (codec) => FAMILIES[codec.split('.')[0]] ?? codec;

/** Whether the attribute method allows this method. */
export const isMeant = (name, method) => name === null || NAMES[name] === method;
