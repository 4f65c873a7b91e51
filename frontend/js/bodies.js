/* Suggestions of bodies for a box with data-bodies: one name a line, or names separated by semicolons. */

const WAIT = 200;
let list = null;
let asked = 0;

/** The name at the caret: [start, end) of the box's text. */
function nameAt(box) {
  const { value, selectionStart: caret } = box;
  const start = Math.max(value.lastIndexOf("\n", caret - 1), value.lastIndexOf(";", caret - 1)) + 1;
  const rest = value.slice(caret).search(/[;\n]/);
  return [start, rest < 0 ? value.length : caret + rest];
}

function close() {
  const shown = list;
  list = null; // first: taking it away moves the focus, which closes again
  shown?.remove();
}

function take(box, name) {
  const [start, end] = nameAt(box);
  const lead = box.value.slice(start, end).match(/^\s*/)[0];
  box.setRangeText(lead + name, start, end, "end");
  close();
  box.focus();
  box.dispatchEvent(new Event("input", { bubbles: true }));
  close();
}

function show(box, names) {
  close();
  if (!names.length || document.activeElement !== box) return;
  list = document.createElement("ul");
  list.className = "suggestions";
  for (const name of names) {
    const row = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = name;
    button.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", () => take(box, name));
    row.append(button);
    list.append(row);
  }
  box.after(list);
}

async function ask(box) {
  const [start, end] = nameAt(box);
  const text = box.value.slice(start, end).trim();
  if (text.length < 2) return close();
  const turn = ++asked;
  try {
    const answer = await fetch(`${box.dataset.bodies}?q=${encodeURIComponent(text)}`, { headers: { Accept: "application/json" } });
    const names = answer.ok ? (await answer.json()).bodies.map((body) => body.name).filter((name) => name !== text) : [];
    if (turn === asked) show(box, names.slice(0, 6));
  } catch {
    close(); /* no suggestions: the name is read all the same when it is sent */
  }
}

export function watchBodies() {
  let timer = 0;
  document.addEventListener("input", ({ target }) => {
    if (!target.matches?.("textarea[data-bodies]")) return;
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT, target);
  });
  document.addEventListener("focusout", ({ relatedTarget }) => { if (list && !list.contains(relatedTarget)) close(); });
  document.addEventListener("keydown", (event) => {
    if (!list) return;
    const rows = [...list.querySelectorAll("button")];
    if (event.key === "Escape") {
      close();
      event.stopPropagation();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const at = rows.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
      (rows[at] ?? list.previousElementSibling).focus();
      event.preventDefault();
    }
  }, true);
}
