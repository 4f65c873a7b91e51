/* Loaded before the body, so that a chosen theme never flashes the other one. */
import { applyTheme, chosenTheme } from "./theme-store.js";

applyTheme(chosenTheme());
