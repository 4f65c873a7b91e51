/* htmx: what it may do here, and what a reader sees when an answer is not the expected one. */
import htmx from "htmx.org";
import { clearNotices, showNotice } from "./notices.js";

Object.assign(htmx.config, {
  allowEval: false,
  includeIndicatorStyles: false, // a style element would break the content policy
  historyCacheSize: 0, // pages of work are not left behind on a shared machine; Back asks the server
  timeout: 30000,
  defaultSettleDelay: 0, // a button of the new part works as soon as it is seen: no styles here wait for the settling
  responseHandling: [
    { code: "204", swap: false },
    { code: "[23]..", swap: true },
    { code: "409|422", swap: true, error: false }, // a refusal carries its reason and what was typed
    { code: "[45]..", swap: false, error: true },
  ],
});
window.htmx = htmx;

/** A whole page came where a part was asked for (an expired session leads to sign-on): go there instead of swapping it in. */
function isStrayPage({ xhr, requestConfig, boosted, elt }) {
  const redirected = new URL(xhr.responseURL || location.href).pathname !== new URL(requestConfig.path, location.href).pathname;
  return redirected && !boosted && !elt.closest("[hx-select],[data-hx-select]") && /^\s*<!doctype html/i.test(xhr.responseText);
}

document.addEventListener("htmx:beforeSwap", (event) => {
  if (!isStrayPage({ ...event.detail, elt: event.detail.elt ?? event.target })) return;
  event.detail.shouldSwap = false;
  location.assign(event.detail.xhr.responseURL);
});

const NOTICE_BY_STATUS = { 401: "signed-out", 403: "forbidden", 404: "gone", 413: "too-large", 429: "too-many" };

document.addEventListener("htmx:beforeRequest", clearNotices);
document.addEventListener("htmx:responseError", (event) => showNotice(NOTICE_BY_STATUS[event.detail.xhr.status] ?? "failed"));
document.addEventListener("htmx:sendError", () => showNotice("offline"));
document.addEventListener("htmx:timeout", () => showNotice("offline"));
