/** An answer of the server that is an error; its message is written for people. */
export class Refusal extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

/** The response to a GET, or a Refusal with the server's own message. */
export async function ask(url, signal) {
  return good(await fetch(url, { signal, cache: 'no-store' }));
}

/** As ask, for a PUT of JSON. */
export async function put(url, value) {
  const headers = { 'Content-Type': 'application/json' };
  return good(await fetch(url, { method: 'PUT', headers, body: JSON.stringify(value) }));
}

/** As ask, for a POST of JSON. */
export async function post(url, value) {
  const headers = { 'Content-Type': 'application/json' };
  return good(await fetch(url, { method: 'POST', headers, body: JSON.stringify(value) }));
}

/** As ask, for a DELETE. */
export async function remove(url) {
  return good(await fetch(url, { method: 'DELETE' }));
}

async function good(response) {
  if (response.ok) {
    return response;
  }
  throw new Refusal(await messageOf(response), response.status);
}

async function messageOf(response) {
  const text = await response.text();
  try {
    return String(JSON.parse(text).error.message);
  } catch {
    return `${response.status} ${response.statusText}`.trim();
  }
}
