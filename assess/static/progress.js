// Shows how far each job of a list is, and what came of it once it is done, without a reload.
const SECOND = 1000;
const MOST_FAILURES = 30;
const list = document.querySelector("[data-progress-list]");
const status = document.querySelector("[data-progress-status]");
let failures = 0;

function hideRefreshLink() {
  const link = list.querySelector("[data-progress-refresh]");
  if (link) link.hidden = true;
}

async function showWhatIsThere() {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) return location.reload();
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  list.replaceChildren(...page.getElementById(list.id).childNodes);
  hideRefreshLink();
}

async function update(card) {
  const answer = await fetch(card.dataset.progress, { headers: { Accept: "application/json" } });
  if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
  const job = await answer.json();
  if (!job.isOnItsWay) {
    status.textContent = job.words;
    return true;
  }
  const bar = card.querySelector("progress");
  bar.max = job.all;
  bar.value = job.done;
  bar.setAttribute("aria-label", job.words);
  card.querySelector(".assess-progress__words").textContent = job.words;
  return false;
}

async function look() {
  const cards = [...list.querySelectorAll("[data-progress]")];
  if (!cards.length) return;
  try {
    const finished = await Promise.all(cards.map(update));
    if (finished.includes(true)) await showWhatIsThere();
    failures = 0;
  } catch {
    failures += 1;
  }
  if (failures < MOST_FAILURES) setTimeout(look, SECOND);
  else list.querySelector("[data-progress-refresh]").hidden = false;
}

hideRefreshLink();
setTimeout(look, SECOND);
