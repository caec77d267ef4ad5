// Shows how far each print is, and the way to it once it is made, without a reload.
const SECOND = 1000;
const MOST_FAILURES = 30;
const list = document.getElementById("prints");
const status = document.querySelector("[data-prints-status]");
let failures = 0;

function hideRefreshLink() {
  const link = list.querySelector("[data-prints-refresh]");
  if (link) link.hidden = true;
}

async function showWhatIsThere() {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) return location.reload();
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  list.replaceChildren(...page.getElementById("prints").childNodes);
  hideRefreshLink();
}

async function update(card) {
  const answer = await fetch(card.dataset.print, { headers: { Accept: "application/json" } });
  if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
  const print = await answer.json();
  if (!print.isOnItsWay) {
    status.textContent = print.words;
    return true;
  }
  const bar = card.querySelector("progress");
  bar.max = print.all;
  bar.value = print.done;
  bar.setAttribute("aria-label", print.words);
  card.querySelector(".assess-progress__words").textContent = print.words;
  return false;
}

async function look() {
  const cards = [...list.querySelectorAll("[data-print]")];
  if (!cards.length) return;
  try {
    const finished = await Promise.all(cards.map(update));
    if (finished.includes(true)) await showWhatIsThere();
    failures = 0;
  } catch {
    failures += 1;
  }
  if (failures < MOST_FAILURES) setTimeout(look, SECOND);
  else list.querySelector("[data-prints-refresh]").hidden = false;
}

hideRefreshLink();
setTimeout(look, SECOND);
