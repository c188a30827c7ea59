const PAGES = ['tasks', 'events'];

/** Shows the ways to the pages that this server has; server is what it says of itself with its cameras. */
export function showLinks(server) {
  for (const page of PAGES) {
    const link = document.getElementById(`to-${page}`);
    if (link !== null) {
      link.hidden = server?.[page] !== true;
    }
  }
}
