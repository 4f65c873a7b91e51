/* What every page gets. Everything here only quickens what links and forms already do. */
import "./exchange.js";
import { watchDrafts } from "./drafts.js";
import { fillLater } from "./later.js";
import { guardSubmits } from "./submits.js";
import { chosenTheme, keepTheme } from "./theme-store.js";

function themeSwitch() {
  for (const radio of document.querySelectorAll("input[name=theme]")) {
    radio.checked = radio.value === chosenTheme();
    radio.addEventListener("change", () => keepTheme(radio.value));
  }
}

document.addEventListener("DOMContentLoaded", () => {
  document.documentElement.classList.add("js");
  themeSwitch();
  watchDrafts();
  guardSubmits();
  fillLater();
});
