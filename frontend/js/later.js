/* Parts of a page that are asked for once it is shown: what is only of help must not hold it up, nor say that it failed. */

const WAITING = "[data-later]";

async function fill(place) {
  const address = place.dataset.later;
  place.removeAttribute("data-later");
  try {
    const answer = await fetch(address, { headers: { "HX-Request": "true" }, credentials: "same-origin" });
    if (answer.ok && !answer.redirected && place.isConnected) place.innerHTML = await answer.text();
  } catch {
    place.dataset.later = address; // offline: the next page asks again
  }
}

function fillAll(root) {
  if (root.matches?.(WAITING)) fill(root);
  for (const place of root.querySelectorAll(WAITING)) fill(place);
}

/** Those that are there, and those that come with a new part of the page. */
export function fillLater() {
  document.addEventListener("htmx:load", ({ target }) => fillAll(target));
  fillAll(document);
}
