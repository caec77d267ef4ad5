// The right side of the desk: ticks, decisions, questions and doubts, each saved at once.
import { clearErrors, showErrors } from "./desk-errors.js";
import { forget, keepTyping } from "./desk-kept.js";
import { newKey, refresh, send } from "./desk-sending.js";

const NOTHING = { tick() {}, tickAll() {}, choose() {}, save() {} };

export function startJudging(desk, say) {
  const form = desk.querySelector("#judgement");
  if (!form) return NOTHING;
  const words = form.dataset;
  const alert = form.querySelector("#desk-alert");
  const saved = form.querySelector("#saved");
  if (keepTyping(desk)) saved.textContent = words.wordsKept;
  form.addEventListener("change", () => showTicked(desk, form));
  desk.addEventListener("change", (event) => {
    if (event.target.name === "criteria") showTicked(desk, form);
  });
  desk.addEventListener("submit", (event) => {
    if (event.target !== form && !event.target.matches("[data-saves]")) return;
    event.preventDefault();
    submit(event.target, event.submitter);
  });
  form.querySelector(".desk-ask").addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target.tagName !== "INPUT") return;
    event.preventDefault();
    form.requestSubmit(form.querySelector(".desk-send"));
  });
  const button = form.querySelector("[data-tick-all]");
  button.hidden = false;
  button.addEventListener("click", () => tickAll(desk, form));
  showTicked(desk, form);

  async function submit(which, button) {
    if (which.dataset.busy) return;
    which.dataset.busy = "yes";
    clearErrors(desk);
    alert.textContent = "";
    saved.textContent = words.wordsSaving;
    const answer = await send(which, button);
    delete which.dataset.busy;
    saved.textContent = "";
    if (answer.trouble) alert.textContent = answer.trouble === "signed out" ? words.wordsSignedOut : words.wordsLost;
    else if (answer.errors) alert.textContent = showErrors(which, answer);
    else await done(which, button, answer.saved);
  }

  async function done(which, button, said) {
    const labels = which === form ? `: ${ticked(desk).join(", ")}` : "";
    saved.textContent = said + labels;
    empty(which, button);
    newKey(which);
    await refresh(desk);
    showTicked(desk, form);
  }

  function empty(which, button) {
    const asked = button?.matches(".desk-send");
    for (const field of which.querySelectorAll("[data-keep]")) {
      if (which === form && (field.id === "words") !== Boolean(asked)) continue;
      field.value = "";
      forget(desk, field);
    }
    if (which !== form) which.closest("details")?.removeAttribute("open");
    else if (asked) for (const part of form.querySelectorAll("[name^=due_on]")) part.value = "";
    else for (const box of form.elements) if (["criteria", "outcome"].includes(box.name)) box.checked = false;
  }

  return {
    tick(criterion) {
      const box = criterion?.querySelector("input[name=criteria]");
      if (!box) return;
      box.checked = !box.checked;
      showTicked(desk, form);
      say(form.querySelector("#ticked").textContent);
    },
    tickAll() {
      tickAll(desk, form);
      say(form.querySelector("#ticked").textContent);
    },
    choose(outcome, criterion) {
      if (!ticked(desk).length) this.tick(criterion);
      form.querySelector(`input[name=outcome][value="${outcome}"]`).checked = true;
      const chosen = outcome === "met" ? words.wordsMet : words.wordsNotYet;
      say(`${chosen}. ${form.querySelector("#ticked").textContent}`);
    },
    save() {
      form.requestSubmit(form.querySelector(".desk-save"));
    },
  };
}

function ticked(desk) {
  return [...desk.querySelectorAll("input[name=criteria]:checked")].map((box) => box.dataset.label);
}

function showTicked(desk, form) {
  const labels = ticked(desk);
  const { wordsNone, wordsTicked } = form.dataset;
  form.querySelector("#ticked").textContent = labels.length
    ? wordsTicked.replace("LABELS", labels.join(", "))
    : wordsNone;
  for (const criterion of desk.querySelectorAll(".desk-criterion")) {
    const box = criterion.querySelector("input[name=criteria]");
    criterion.classList.toggle("desk-criterion--ticked", Boolean(box?.checked));
  }
}

function tickAll(desk, form) {
  const boxes = [...desk.querySelectorAll("input[name=criteria]")];
  const every = boxes.every((box) => box.checked);
  for (const box of boxes) box.checked = !every;
  showTicked(desk, form);
}
