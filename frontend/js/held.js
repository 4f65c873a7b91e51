/* The next proposals are held ready: a key shows one at once, and what it decided is sent behind it, one after the other. */
import { showNotice } from "./notices.js";
import { isLeaving } from "./whole.js";

const WAIT = 30000;
const held = new Map(); // identifier -> HTML of a proposal as it will be in hand
const left = new Set(); // shown since the last answer that fitted
let queue = Promise.resolve();
let sending = 0;
let isBroken = false; // an act did not get through: those behind it are not sent
let whenShown = () => {};
let bringForward = () => {};

const place = () => document.getElementById("hand");
const inHand = () => document.querySelector("#hand [data-hand]");
const address = () => document.querySelector("[data-around]")?.dataset.around;

function collect(root) {
  root.querySelectorAll("template[data-pane]").forEach((pane) => held.set(pane.dataset.pane, pane.innerHTML));
}

/** Whatever is new on the page is taken over by htmx and by the drafts. */
function takeOver(element) {
  window.htmx.process(element);
  window.htmx.trigger(element, "htmx:load");
}

/** Show a proposal that is held; whether it was. */
function show(uuid) {
  const html = held.get(uuid);
  const hand = place();
  if (!html || !hand) return false;
  const before = inHand()?.dataset.hand;
  if (before) left.add(before);
  hand.innerHTML = html;
  history.replaceState(history.state, "", `${address()}?de-xuat=${uuid}`);
  takeOver(hand);
  inHand().tabIndex = -1;
  inHand().focus({ preventScroll: true });
  whenShown();
  return true;
}

/** Put the parts of an answer in their places; what does not fit the proposal in hand any more is left for the next.
 * What was said after the last act stays until the next act. */
function apply(html, { isAct }) {
  const answer = new DOMParser().parseFromString(html, "text/html");
  const parts = answer.querySelector("[data-parts]");
  if (!parts) return false;
  collect(answer);
  if (parts.dataset.parts !== inHand()?.dataset.hand) return true;
  for (const part of [...parts.children]) {
    const old = part.id && document.getElementById(part.id);
    if (!old || (part.id === "said" && !isAct) || old.isEqualNode(part)) continue; // what stays can still be clicked
    old.replaceWith(part);
    takeOver(part);
  }
  document.title = answer.title;
  left.clear();
  whenShown();
  return true;
}

async function refresh() {
  const uuid = inHand()?.dataset.hand;
  if (!uuid) return;
  const asked = new URLSearchParams({ "de-xuat": uuid, quanh: "1", tu: [...left].join(",") });
  try {
    const answer = await fetch(`${address()}?${asked}`, { signal: AbortSignal.timeout(WAIT) });
    const html = await answer.text();
    // An act that brings the whole page may be done already: its progress beside the proposal of before would mislead.
    if (answer.ok && !isLeaving()) apply(html, { isAct: false });
  } catch {
    /* without neighbours every step asks the server */
  }
}

/* ---- Sending ---- */

const unsent = (form) => document.dispatchEvent(new CustomEvent("draft:unsent", { detail: form.dataset.draft }));

/** The act did not get through: its proposal comes back as it was left, with everything typed. */
function giveBack(form) {
  isBroken = true;
  unsent(form);
  left.add(inHand()?.dataset.hand ?? "");
  place().replaceChildren(form);
  history.replaceState(history.state, "", `${address()}?de-xuat=${form.dataset.hand}`);
  whenShown();
}

/** A refusal is a page of its own, with the reason and what was typed. */
function showRefusal(html, form) {
  const main = new DOMParser().parseFromString(html, "text/html").getElementById("main");
  if (!main) {
    giveBack(form);
    showNotice("failed");
    return;
  }
  isBroken = true;
  unsent(form);
  left.clear();
  document.getElementById("main").replaceWith(main);
  history.replaceState(history.state, "", `${address()}?de-xuat=${form.dataset.hand}`);
  takeOver(main);
  whenShown();
  refresh();
}

const NOTICES = { 401: "signed-out", 403: "forbidden", 404: "gone", 429: "too-many" };

async function post(form, url, body) {
  if (isBroken) return unsent(form);
  let answer;
  try {
    answer = await fetch(url, { method: "POST", body, signal: AbortSignal.timeout(WAIT) });
  } catch {
    giveBack(form);
    showNotice("offline");
    return;
  }
  const html = await answer.text();
  if (answer.ok && apply(html, { isAct: true })) {
    held.delete(form.dataset.hand);
    document.dispatchEvent(new CustomEvent("draft:saved", { detail: form.dataset.draft }));
  } else if (answer.status === 409 || answer.status === 422) showRefusal(html, form);
  else {
    giveBack(form);
    showNotice(answer.redirected ? "signed-out" : (NOTICES[answer.status] ?? "failed"));
  }
}

/** Show the next proposal and send the act behind it. False: not held, or a question is open; the page then waits for the answer. */
function sendAhead(form, button) {
  const next = form.dataset.next;
  if (!next || "open" in form.dataset || !(button.formNoValidate || form.checkValidity())) return false;
  const body = new FormData(form, button);
  if (!show(next)) return false;
  document.querySelectorAll("#said > *").forEach((said) => said.remove());
  body.set("hand", next);
  body.set("left", [...left].join(","));
  sending += 1;
  queue = queue.then(() => post(form, button.formAction, body)).finally(() => {
    sending -= 1;
    if (!sending) isBroken = false;
  });
  return true;
}

function onSubmit(event) {
  const { target: form, submitter: button } = event;
  if (!button || !form.matches("#hand form[data-hand]")) return;
  const isAhead = "quick" in button.dataset && sendAhead(form, button);
  if (!isAhead && !sending) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  // Acts reach the server in the order in which they were done.
  if (!isAhead) queue = queue.then(() => { if (form.isConnected) setTimeout(() => form.requestSubmit(button)); });
}

function onClick(event) {
  const link = event.target.closest?.("a[data-take]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  const isHere = link.dataset.take === inHand()?.dataset.hand;
  if (!isHere && !show(link.dataset.take)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (isHere) bringForward();
  else if (!sending) refresh();
}

/** `shown()` is called whenever another proposal is in hand, `again()` when the one in hand was asked for once more. */
export function watchHeld(shown, again) {
  whenShown = shown;
  bringForward = again;
  document.addEventListener("submit", onSubmit, true);
  document.addEventListener("click", onClick, true);
  // The page came as a whole, first or after an act that changes more than the proposal in hand.
  let main = document.getElementById("main");
  document.addEventListener("htmx:afterSettle", () => {
    if (main === document.getElementById("main")) return;
    main = document.getElementById("main");
    held.clear();
    left.clear();
    refresh();
  });
  refresh();
}
