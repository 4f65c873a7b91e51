/* Nothing typed is lost: forms with data-draft="key" keep their text on this device until the server has it. */
const PREFIX = "draft:";
const SENT = "drafts-sent";
const KEEP_DAYS = 30;
const NEVER_KEPT = new Set(["password", "file", "hidden", "submit", "button", "image", "reset"]);

/** A draft belongs to the person who typed it: another who signs on here never sees it. */
const storageKey = (key) => `${PREFIX}${document.body.dataset.person ?? ""}:${key}`;

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(storageKey(key)));
  } catch {
    return null;
  }
}

function write(key, fields, version) {
  try {
    localStorage.setItem(storageKey(key), JSON.stringify({ at: Date.now(), fields, version }));
  } catch {
    /* Storage full or refused: the page works as without drafts. */
  }
}

function drop(key) {
  try {
    localStorage.removeItem(storageKey(key));
  } catch {
    /* nothing kept, nothing to drop */
  }
}

const kept = (form) => [...form.elements].filter((field) => field.name && !NEVER_KEPT.has(field.type) && !field.disabled);
const isTicked = (field) => field.type === "checkbox" || field.type === "radio";
const isMultiple = (field) => field.type === "select-multiple";

/** What the form holds, as pairs [name, value]: the same list on the way back. */
function valuesOf(form) {
  return kept(form).flatMap((field) => {
    if (isTicked(field)) return field.checked ? [[field.name, field.value]] : [];
    if (isMultiple(field)) return [...field.selectedOptions].map((option) => [field.name, option.value]);
    return [[field.name, field.value]];
  });
}

function fill(form, pairs) {
  const left = pairs.map((pair) => [...pair]);
  const take = (name, value) => {
    const at = left.findIndex((pair) => pair[0] === name && (value === undefined || pair[1] === value));
    return at < 0 ? undefined : left.splice(at, 1)[0][1];
  };
  for (const field of kept(form)) {
    if (isTicked(field)) field.checked = take(field.name, field.value) !== undefined;
    else if (isMultiple(field)) for (const option of field.options) option.selected = take(field.name, option.value) !== undefined;
    else {
      const value = take(field.name);
      if (value !== undefined) field.value = value;
    }
  }
}

const isSame = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** The note that tells of a draft: given back already ("draft"), or offered because the text changed since ("old-draft"). */
function noteOf(form, draft, name) {
  const words = document.getElementById(`say-${name}`);
  if (!words) return null;
  const note = words.content.firstElementChild.cloneNode(true);
  const time = note.querySelector("time");
  if (time) {
    const at = new Date(draft.at);
    time.dateTime = at.toISOString();
    time.textContent = `${at.getHours()}:${String(at.getMinutes()).padStart(2, "0")}, ${at.getDate()}/${at.getMonth() + 1}/${at.getFullYear()}`;
  }
  note.querySelector("[data-discard]")?.addEventListener("click", () => {
    drop(form.dataset.draft);
    form.reset();
    note.remove();
    kept(form)[0]?.focus();
  });
  form.prepend(note);
  return note;
}

function giveBack(form, draft) {
  fill(form, draft.fields);
  noteOf(form, draft, "draft");
  /* Other scripts and validation see the restored text as if it had been typed. */
  kept(form).forEach((field) => field.dispatchEvent(new Event("change", { bubbles: true })));
}

/** Somebody changed what the draft was typed over: it is offered, and fills the form only when it is asked for. */
function offer(form, draft) {
  const note = noteOf(form, draft, "old-draft");
  note?.querySelector("[data-use]")?.addEventListener("click", () => {
    note.remove();
    giveBack(form, draft);
    write(form.dataset.draft, valuesOf(form), form.dataset.draftVersion);
  });
}

function restore(form) {
  if ("drafted" in form.dataset) return;
  form.dataset.drafted = "";
  const draft = read(form.dataset.draft);
  if (!draft) return;
  const isOld = Date.now() - draft.at > KEEP_DAYS * 86400000;
  if (isOld || isSame(draft.fields, valuesOf(form))) {
    if (isOld) drop(form.dataset.draft);
    return;
  }
  (draft.version === form.dataset.draftVersion ? giveBack : offer)(form, draft);
}

const sentKeys = () => {
  try {
    return JSON.parse(sessionStorage.getItem(SENT)) ?? [];
  } catch {
    return [];
  }
};

function setSent(keys) {
  try {
    sessionStorage.setItem(SENT, JSON.stringify(keys));
  } catch {
    /* the draft is then offered again, which loses nothing */
  }
}

const notSent = (key) => setSent(sentKeys().filter((one) => one !== key));

/** A page confirms a draft by naming it, or by a message of success on the first page after sending. */
function settleSent(root) {
  root.querySelectorAll("[data-draft-saved]").forEach((mark) => drop(mark.dataset.draftSaved));
  const sent = sentKeys();
  if (sent.length && document.querySelector('#messages [data-level~="success"]')) sent.forEach(drop);
  if (sent.length) setSent([]);
}

export function watchDrafts() {
  settleSent(document);
  document.querySelectorAll("form[data-draft]").forEach(restore);

  const timers = new Map();
  const save = (form) => {
    clearTimeout(timers.get(form));
    timers.delete(form);
    write(form.dataset.draft, valuesOf(form), form.dataset.draftVersion);
  };
  document.addEventListener("input", ({ target }) => {
    const form = target.form;
    if (!form?.matches?.("[data-draft]")) return;
    clearTimeout(timers.get(form));
    timers.set(form, setTimeout(save, 250, form));
  });
  document.addEventListener("submit", ({ target }) => {
    if (!target.matches("[data-draft]")) return;
    save(target);
    setSent([...new Set([...sentKeys(), target.dataset.draft])]);
  }, true);

  /* A script that sends forms itself tells what became of them. */
  document.addEventListener("draft:saved", ({ detail }) => { drop(detail); notSent(detail); });
  document.addEventListener("draft:unsent", ({ detail }) => notSent(detail));

  /* Leaving within the pause between two savings loses nothing either. */
  addEventListener("pagehide", () => [...timers.keys()].forEach(save));

  document.addEventListener("htmx:load", ({ target }) => {
    target.querySelectorAll?.("[data-draft-saved]").forEach((mark) => drop(mark.dataset.draftSaved));
    if (target.matches?.("form[data-draft]")) restore(target);
    target.querySelectorAll?.("form[data-draft]").forEach(restore);
  });
  /* Before the swap, while the form is still there: 2xx means that the server has the text; a refusal keeps the draft. */
  document.addEventListener("htmx:beforeOnLoad", ({ detail }) => {
    const form = detail.elt?.closest?.("form[data-draft]");
    if (!form || detail.requestConfig.verb === "get") return;
    notSent(form.dataset.draft);
    const isPage = /^\s*<!doctype html/i.test(detail.xhr.responseText);
    if (detail.xhr.status < 300 && !isPage) drop(form.dataset.draft);
  });
}
