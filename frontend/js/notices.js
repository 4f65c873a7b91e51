/* Notes that come from the browser side; their words are in the page, so that they are translated with it. */

/** Show the note kept in <template id="say-NAME"> and return it; the same note is never shown twice at once. */
export function showNotice(name) {
  const place = document.getElementById("notices");
  const words = document.getElementById(`say-${name}`);
  if (!place || !words) return null;
  place.querySelector(`[data-notice="${name}"]`)?.remove();
  const note = words.content.firstElementChild.cloneNode(true);
  note.dataset.notice = name;
  place.append(note);
  return note;
}

export function clearNotices() {
  document.querySelectorAll("#notices [data-notice]").forEach((note) => note.remove());
}
