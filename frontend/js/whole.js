/* Acts that bring the page of work as a whole: what is pressed before the new page is there is done on that page.

Done on the old one it would meet what is about to go: a question would open and be closed by the answer, a key would
accept the proposal that happened to be in hand. */

const asked = new Map(); // request -> whether its answer is on the page, though htmx has not taken it over yet
let waiting = [];

/** Whether the page shown is about to be replaced. */
export const isLeaving = () => asked.size > 0;

/** Do this on the page that comes; what is waiting is done in the order in which it was asked for. */
export function onNextPage(act) {
  waiting.push(act);
}

/** Forget what waits: the place it was meant for did not come, or somebody is typing now. */
export function dropWaiting() {
  waiting = [];
}

function done(request) {
  if (!asked.delete(request)) return;
  while (waiting.length && !isLeaving()) waiting.shift()();
}

export function watchWholePages() {
  document.addEventListener("htmx:beforeSend", ({ detail: { xhr, target } }) => { if (target.id === "main") asked.set(xhr, false); });
  document.addEventListener("htmx:afterSwap", ({ detail: { xhr } }) => { if (asked.has(xhr)) asked.set(xhr, true); });
  document.addEventListener("htmx:afterSettle", ({ detail: { xhr } }) => done(xhr));
  document.addEventListener("htmx:afterRequest", ({ detail: { xhr } }) => {
    if (asked.get(xhr) !== false) return; // none of ours, or its page is there
    dropWaiting();
    done(xhr);
  });
}
