/* Handing many files in: they are sent part by part, with a bar, and what is sent already is not sent again. */

const MOST_FILES = 20;
const MOST_BYTES = 20 * 1024 * 1024;
const TRIES = 3;
const isHidden = (file) => file.name.startsWith(".") || file.name.startsWith("~$");

/** The files in parts that one request carries easily; a large file is a part of its own. */
export function inParts(files) {
  const parts = [];
  let size = Infinity;
  for (const file of files) {
    if (size + file.size > MOST_BYTES || parts.at(-1).length >= MOST_FILES) {
      parts.push([]);
      size = 0;
    }
    parts.at(-1).push(file);
    size += file.size;
  }
  return parts;
}

const pause = (tries) => new Promise((resume) => setTimeout(resume, 1000 * 2 ** tries));

/** The server's answer to one part; a refusal is thrown as a list of words, a failure as it is. */
async function send(address, form, part) {
  const body = new FormData();
  for (const name of ["csrfmiddlewaretoken", "programme", "document_class"]) body.append(name, form.elements[name].value);
  body.append("many", "1");
  for (const file of part) body.append("file", file, file.name);
  const answer = await fetch(address, { method: "POST", body, headers: { Accept: "application/json" }, credentials: "same-origin" });
  const isJson = answer.headers.get("Content-Type")?.includes("json");
  if (isJson && !answer.ok) throw (await answer.json()).why;
  if (!isJson) throw new Error(String(answer.status));
  return answer.json();
}

async function sendWell(address, form, part) {
  for (let tries = 0; ; tries += 1) {
    try {
      return await send(address, form, part);
    } catch (why) {
      if (Array.isArray(why) || tries + 1 >= TRIES) throw why;
      await pause(tries);
    }
  }
}

function watch(form) {
  const bar = form.querySelector(".sending");
  const failed = form.querySelector(".sending-failed");
  const usual = failed.querySelector("[data-why]").textContent;
  const state = { files: "", parts: [], done: 0, add: "", href: "", isSending: false };

  const show = (total) => {
    bar.hidden = false;
    bar.querySelector("progress").max = state.parts.length;
    bar.querySelector("progress").value = state.done;
    bar.querySelector("[data-sent]").textContent = `${state.parts.slice(0, state.done).flat().length}/${total}`;
  };

  async function sendAll(files) {
    const names = files.map((file) => `${file.webkitRelativePath || file.name} ${file.size} ${file.lastModified}`).join("\n");
    if (names !== state.files) Object.assign(state, { files: names, parts: inParts(files), done: 0, add: "", href: "" });
    show(files.length);
    for (const part of state.parts.slice(state.done)) {
      const answer = await sendWell(state.add || form.action, form, part);
      Object.assign(state, answer);
      state.done += 1;
      show(files.length);
    }
    location.assign(state.href);
  }

  form.addEventListener("submit", (event) => {
    const files = [...form.elements.file.files, ...form.elements.folder.files].filter((file) => !isHidden(file));
    if (inParts(files).length < 2 || form.elements.text.value.trim()) return;
    event.preventDefault();
    if (state.isSending) return;
    state.isSending = true;
    failed.hidden = true;
    form.setAttribute("aria-busy", "true");
    sendAll(files)
      .catch((why) => {
        failed.querySelector("[data-why]").textContent = Array.isArray(why) ? why.join(" ") : usual;
        failed.hidden = false;
      })
      .finally(() => {
        state.isSending = false;
        form.removeAttribute("aria-busy");
      });
  });
}

document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("form[data-hand-in]").forEach(watch));
