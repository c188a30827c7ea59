/** An answer of the server that is an error; its message is written for people. */
export class Refusal extends Error {}

/** The response to a GET, or a Refusal with the server's own message. */
export async function ask(url, signal) {
  const response = await fetch(url, { signal, cache: 'no-store' });
  if (response.ok) {
    return response;
  }
  throw new Refusal(await messageOf(response));
}

async function messageOf(response) {
  const text = await response.text();
  try {
    return String(JSON.parse(text).error.message);
  } catch {
    return `${response.status} ${response.statusText}`.trim();
  }
}
