import { waits } from './waits.js';

/** An answer of the server that is an error; its message is written for people, its code for programs. */
export class Refusal extends Error {
  constructor({ message, code }, status) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

/** The response to a GET, or a Refusal with the server's own message. */
export async function ask(url, signal) {
  return send(url, { signal, cache: 'no-store' });
}

/** As ask, for a PUT of JSON. */
export async function put(url, value) {
  const headers = { 'Content-Type': 'application/json' };
  return send(url, { method: 'PUT', headers, body: JSON.stringify(value) });
}

/** As ask, for a POST of JSON. */
export async function post(url, value) {
  const headers = { 'Content-Type': 'application/json' };
  return send(url, { method: 'POST', headers, body: JSON.stringify(value) });
}

/** As ask, for a DELETE. */
export async function remove(url) {
  return send(url, { method: 'DELETE' });
}

async function send(url, options) {
  const response = await waits.during(fetch(url, options));
  if (response.ok) {
    return response;
  }
  throw new Refusal(await errorOf(response), response.status);
}

async function errorOf(response) {
  const text = await response.text();
  try {
    const { message, code } = JSON.parse(text).error;
    return { message: String(message), code: String(code) };
  } catch {
    return { message: `${response.status} ${response.statusText}`.trim() };
  }
}
