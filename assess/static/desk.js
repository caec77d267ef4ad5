// The assessor's desk: what is shown, what is judged, and the keys for both.
import { startKeys } from "./desk-keys.js";
import { startJudging } from "./desk-judging.js";
import { startViewer } from "./desk-viewer.js";

const desk = document.querySelector("#desk");
const status = document.querySelector("#desk-say");

// A screen reader says a text again only where it has changed.
function say(words) {
  status.textContent = "";
  window.setTimeout(() => (status.textContent = words), 50);
}

startViewer(desk, say);
startKeys(desk, startJudging(desk, say));
