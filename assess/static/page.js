// What every page does where JavaScript runs: GOV.UK Frontend's components, menus that close,
// what was typed kept through a change of language, folded text shown in print.
import { initAll } from "./vendor/govuk-frontend.min.js";
import { keepWhatIsTyped, restoreWhatWasTyped } from "./typed.js";

document.body.classList.add("govuk-frontend-supported");
restoreWhatWasTyped();
initAll();

// GOV.UK Frontend tells by aria-expanded what a radio opens, which ARIA does not allow on a radio.
function withoutExpandedRadios() {
  for (const radio of document.querySelectorAll("input[type=radio][aria-expanded]")) {
    radio.removeAttribute("aria-expanded");
  }
}
withoutExpandedRadios();
document.addEventListener("click", withoutExpandedRadios);
window.addEventListener("pageshow", withoutExpandedRadios);

for (const link of document.querySelectorAll("a[data-keep-typed]")) {
  link.addEventListener("click", () => keepWhatIsTyped(link));
}

for (const menu of document.querySelectorAll("details[data-closes]")) {
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}

let unfolded = [];
window.addEventListener("beforeprint", () => {
  unfolded = [...document.querySelectorAll("main details:not([open])")];
  for (const details of unfolded) details.open = true;
});
window.addEventListener("afterprint", () => {
  for (const details of unfolded) details.open = false;
});
