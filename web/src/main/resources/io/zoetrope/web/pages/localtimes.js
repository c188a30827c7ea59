// Turns the times of a table, which are in UTC, into the reader's own, row by row while the table is still coming.
const AT_ONCE = 500;
const format = new Intl.DateTimeFormat([], { dateStyle: 'medium', timeStyle: 'medium' });
const zone = format.resolvedOptions().timeZone;
const isTime = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

let columns = null;
let row = null;

function start() {
  const heads = [...document.querySelectorAll('thead th')];
  columns = heads.flatMap((head, at) => (head.dataset.type === 'time' ? [at] : []));
  columns.forEach((at) => heads[at].append(` (${zone})`));
}

function next() {
  const following = row === null ? document.querySelector('tbody tr') : row.nextElementSibling;
  const whole = following && (following.nextElementSibling || document.readyState !== 'loading');
  return whole ? following : null;
}

function localize(cell) {
  const text = cell?.textContent ?? '';
  if (isTime.test(text)) {
    cell.title = text;
    cell.textContent = format.format(new Date(text));
  }
}

function go() {
  if (columns === null && document.querySelector('tbody')) {
    start();
  }
  let more = columns === null ? null : next();
  for (let count = 0; more !== null && count < AT_ONCE; count++) {
    row = more;
    columns.forEach((at) => localize(row.cells[at]));
    more = next();
  }
  if (more !== null || document.readyState === 'loading') {
    requestAnimationFrame(go);
  }
}

go();
