// Prints how many samples npm's mp4box finds in each track of a file, as JSON; whatever it complains about goes to the error output.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const [, , folder, file] = process.argv;
const { createFile, Log } = createRequire(folder + '/')('mp4box');
Log.setLogLevel(Log.LOG_LEVEL_WARNING ?? 2);
const movie = createFile();
const samples = {};
movie.onError = (module, message) => console.error(module, message);
movie.onReady = ({ tracks }) => {
  for (const { id } of tracks) {
    samples[id] = 0;
    movie.setExtractionOptions(id, null, { nbSamples: 1 });
  }
  movie.start();
};
movie.onSamples = (id, _, found) => (samples[id] += found.length);
const bytes = readFileSync(file);
const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
buffer.fileStart = 0;
movie.appendBuffer(buffer, true);
movie.flush();
console.log(JSON.stringify(samples));
