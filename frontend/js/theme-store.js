/* The reader's choice of light or dark, kept on this device. */
const KEY = "theme";
export const CHOICES = ["auto", "light", "dark"];

/** "auto", "light" or "dark"; "auto" also where storage is closed to us. */
export function chosenTheme() {
  try {
    const kept = localStorage.getItem(KEY);
    return CHOICES.includes(kept) ? kept : "auto";
  } catch {
    return "auto";
  }
}

export function applyTheme(choice) {
  if (choice === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = choice;
}

export function keepTheme(choice) {
  applyTheme(choice);
  try {
    localStorage.setItem(KEY, choice);
  } catch {
    /* A reader who refuses storage still gets the theme for this page. */
  }
}
