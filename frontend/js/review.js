/* Reviewing a directive by keyboard, and a proposal made from selected text. */
import { watchBodies } from "./bodies.js";
import { watchHeld } from "./held.js";
import { countPoints, rangeInText } from "./offsets.js";
import { dropWaiting, isLeaving, onNextPage, watchWholePages } from "./whole.js";

const KEYS_OFF = "review-keys-off";
const isTyping = (target) => target.closest?.("input:not([type=radio],[type=checkbox],[type=button],[type=submit]),textarea,select,[contenteditable=true],dialog[open]");

function keysAreOff() {
  try {
    return localStorage.getItem(KEYS_OFF) === "1";
  } catch {
    return false;
  }
}

/* On a phone one pane is shown at a time. */
const isTextShown = () => Boolean(document.getElementById("pane-text")?.checked);

function showPane(name) {
  const radio = document.getElementById(`pane-${name}`);
  if (radio) radio.checked = true;
}

const proposals = () => [...document.querySelectorAll(".prop")];

/** The proposal in hand: the one with the focus, else the one the server marked, else the first. */
function currentProposal() {
  return document.activeElement?.closest?.(".prop") ?? document.querySelector('.prop[aria-current="true"]') ?? proposals()[0];
}

const measured = new WeakMap();

/** [start, end) of a line of the text; the same for as long as the line is on the page. */
function extentOf(para) {
  if (!measured.has(para)) {
    const pieces = para.querySelectorAll("[data-start]");
    const [first, last] = [pieces[0], pieces[pieces.length - 1]];
    measured.set(para, first ? [Number(first.dataset.start), Number(last.dataset.start) + countPoints(last.textContent)] : [0, 0]);
  }
  return measured.get(para);
}

/** Whether a line of the text holds something of the half-open spans. */
function isWithin(para, spans) {
  const [start, end] = extentOf(para);
  return spans.some(([from, to]) => from < end && start < to);
}

function showPassage(proposal) {
  const spans = (proposal.dataset.passages ?? "").trim().split(" ").filter(Boolean).map((span) => span.split("-").map(Number));
  document.querySelectorAll(".para.now").forEach((para) => para.classList.remove("now"));
  document.querySelectorAll(".para").forEach((para) => { if (isWithin(para, spans)) para.classList.add("now"); });
  const para = proposal.dataset.passage && document.getElementById(proposal.dataset.passage);
  if (!para) return;
  para.classList.add("now");
  const pane = para.closest(".doc");
  if (pane && !pane.checkVisibility()) return;
  if (!pane || pane.scrollHeight <= pane.clientHeight) {
    if (isTextShown()) para.scrollIntoView({ block: "center" });
    return;
  }
  /* Only the pane moves: the page stays where the reader has it. */
  const [top, height] = [para.getBoundingClientRect().top - pane.getBoundingClientRect().top, pane.clientHeight];
  if (top < 0 || top + para.offsetHeight > height) pane.scrollTop += top - Math.max(8, (height - para.offsetHeight) / 3);
}

function takeUp(proposal) {
  proposals().forEach((other) => other.removeAttribute("aria-current"));
  proposal.setAttribute("aria-current", "true");
  if (!proposal.contains(document.activeElement)) {
    proposal.tabIndex = -1;
    proposal.focus({ preventScroll: true });
    proposal.scrollIntoView({ block: "nearest" });
  }
  showPassage(proposal);
}

function step(by) {
  const all = proposals();
  const next = all[all.indexOf(currentProposal()) + by];
  if (next) takeUp(next);
  return Boolean(next);
}

/** The control for a key: in the proposal in hand, else one of the page that belongs to no proposal. */
function controlFor(key) {
  const selector = `[data-key="${CSS.escape(key)}"]`;
  const dialog = document.querySelector("[popover]:popover-open");
  if (dialog) return dialog.querySelector(selector);
  return currentProposal()?.querySelector(selector) ?? [...document.querySelectorAll(selector)].find((control) => !control.closest(".prop"));
}

function press(control) {
  if (control.matches("input,textarea,select")) control.focus();
  else control.click();
}

function switchPane() {
  showPane(isTextShown() ? "props" : "text");
  showPassage(currentProposal());
}

/** Do what a key stands for; whether it stands for something here. */
function doKey(key) {
  if (key === "v" && document.querySelector(".pane-switch")?.checkVisibility()) switchPane();
  else {
    const control = controlFor(key);
    if (control && control.getAttribute("aria-disabled") !== "true") press(control);
    else return (key === "j" && step(1)) || (key === "k" && step(-1));
  }
  return true;
}

function doKeyOfBefore(key) {
  doKey(key);
  if (isTyping(document.activeElement)) dropWaiting(); // what was pressed after it was meant as text
}

function onKey(event) {
  if (event.key === "Escape" && isTyping(event.target)) {
    event.target.blur();
    return;
  }
  if (event.defaultPrevented || event.repeat || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || keysAreOff()) return;
  const key = event.key.toLowerCase();
  if (isLeaving()) {
    if (!/^[^\s]$/u.test(key)) return;
    onNextPage(() => doKeyOfBefore(key));
  } else if (!doKey(key)) return;
  event.preventDefault();
}

/** A question opened on a page that is about to go is opened on the one that comes, if the proposal in hand is the same. */
function onOpening(event) {
  const button = event.target.closest?.(".prop [popovertarget][data-key]");
  if (!button || !isLeaving()) return;
  const hand = currentProposal()?.dataset.hand;
  onNextPage(() => { if (currentProposal()?.dataset.hand === hand) doKeyOfBefore(button.dataset.key); });
  event.preventDefault();
}

/* ---- A proposal from selected text ---- */

function offer(doc) {
  const form = document.querySelector("form[data-selection]");
  const selection = getSelection();
  if (!form || form.contains(document.activeElement)) return;
  const found = selection.rangeCount && !selection.isCollapsed && doc.contains(selection.anchorNode) && rangeInText(selection.getRangeAt(0), doc);
  form.hidden = !found;
  if (!found) return;
  form.elements.start.value = found.start;
  form.elements.end.value = found.end;
  const quote = form.querySelector("[data-selection-quote]");
  if (quote) quote.textContent = found.text;
}

function watchSelection() {
  let timer = 0;
  document.addEventListener("selectionchange", () => {
    clearTimeout(timer);
    timer = setTimeout(() => { const doc = document.querySelector(".doc"); if (doc) offer(doc); }, 150);
  });
}

function watchToggle() {
  const toggle = document.querySelector("[data-keys-toggle]");
  if (!toggle) return;
  toggle.checked = !keysAreOff();
  toggle.addEventListener("change", () => {
    try {
      localStorage.setItem(KEYS_OFF, toggle.checked ? "0" : "1");
    } catch {
      /* the choice then holds for nothing, and the keys stay on */
    }
  });
}

document.addEventListener("keydown", onKey);
document.addEventListener("click", onOpening, true);
document.addEventListener("focusin", ({ target }) => {
  const proposal = target.closest?.(".prop");
  if (proposal && proposal.getAttribute("aria-current") !== "true") takeUp(proposal);
});
/** Mark the proposal in hand without moving the focus: on arrival, and after another one came into hand. */
function markCurrent() {
  if (!proposals().length) return;
  const proposal = currentProposal();
  proposals().forEach((other) => { if (other !== proposal) other.removeAttribute("aria-current"); });
  proposal.setAttribute("aria-current", "true");
  showPassage(proposal);
}

/** Another proposal was taken up: its pane is in front, from its beginning. */
function takenUp() {
  const isOther = document.body.dataset.hand !== currentProposal()?.dataset.hand;
  document.body.dataset.hand = currentProposal()?.dataset.hand ?? "";
  if (isOther) bringForward();
  else markCurrent();
}

function bringForward() {
  showPane("props");
  currentProposal()?.scrollIntoView({ block: "nearest" });
  markCurrent();
}

document.addEventListener("change", ({ target }) => { if (target.id === "pane-text") showPassage(currentProposal()); });
document.addEventListener("click", ({ target }) => { if (target.closest?.(".to-text")) showPane("text"); });
document.addEventListener("DOMContentLoaded", () => {
  watchSelection();
  watchToggle();
  watchBodies();
  markCurrent();
  document.body.dataset.hand = currentProposal()?.dataset.hand ?? "";
  watchHeld(takenUp, bringForward);
  watchWholePages(); // last: what waits finds the page as the others have prepared it
});
document.addEventListener("htmx:afterSettle", takenUp);
