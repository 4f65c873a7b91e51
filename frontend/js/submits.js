/* One press, one submission: the pressed button shows that work is under way and refuses a second press. */

function begin(form, button) {
  form.dataset.sending = "";
  if (!button) return;
  button.setAttribute("aria-busy", "true");
  if (button.dataset.busy) {
    button.dataset.rest = button.textContent;
    button.textContent = button.dataset.busy;
  }
}

function finish(form) {
  delete form.dataset.sending;
  for (const button of form.querySelectorAll("[aria-busy=true]")) {
    button.removeAttribute("aria-busy");
    if ("rest" in button.dataset) {
      button.textContent = button.dataset.rest;
      delete button.dataset.rest;
    }
  }
}

function isSending(form) {
  return "sending" in form.dataset;
}

function refuseSecond(event) {
  if (!isSending(event.target)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}

function onSubmit(event) {
  const form = event.target;
  const mayRepeat = form.method === "get" || form.target === "_blank" || "again" in form.dataset;
  const isExchange = form.matches("[hx-post],[hx-put],[hx-patch],[hx-delete]") || event.submitter?.matches("[hx-post],[hx-put],[hx-patch],[hx-delete]");
  if (!mayRepeat && !isExchange && !event.defaultPrevented) begin(form, event.submitter);
}

export function guardSubmits() {
  document.addEventListener("submit", refuseSecond, true);
  addEventListener("submit", onSubmit);
  document.addEventListener("htmx:beforeRequest", ({ detail, target }) => {
    const form = target.closest("form");
    if (form && detail.requestConfig.verb !== "get") begin(form, detail.requestConfig.triggeringEvent?.submitter ?? (target === form ? null : target));
  });
  document.addEventListener("htmx:afterRequest", ({ target }) => {
    const form = target.closest("form");
    if (form) finish(form);
  });
  /* Back to a page kept alive by the browser: its buttons must work again. */
  addEventListener("pageshow", (event) => { if (event.persisted) document.querySelectorAll("form[data-sending]").forEach(finish); });
}
