// Keeps what is typed: every half minute and on leaving with the server, meanwhile in this browser.
const EVERY = 30_000;
const form = document.querySelector("form[data-reflection]");
const words = form.elements.words;
const key = form.dataset.browserKey;
const saved = form.querySelector("[data-saved]");
let known = form.dataset.wasRefused === "yes" ? null : words.value;
let isSaving = false;

function keepHere() {
  try {
    localStorage.setItem(
      key,
      JSON.stringify({ words: words.value, language: form.elements.language.value }),
    );
  } catch {
    // A full or forbidden store: the server's copy remains.
  }
}

function forgetHere() {
  try {
    localStorage.removeItem(key);
  } catch {
    // As above.
  }
}

function readHere() {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null");
  } catch {
    return null;
  }
}

async function send(isLeaving) {
  const text = words.value;
  if (text === known || isSaving) return;
  const fields = new FormData();
  for (const name of ["csrf_token", "key", "words", "language", "started_from", "tab_id"]) {
    fields.set(name, form.elements[name].value);
  }
  const token = form.elements.csrf_token.value;
  try {
    const answer = await fetch(form.dataset.draft, {
      method: "PUT",
      body: fields,
      keepalive: isLeaving && text.length < 20_000,
      redirect: "manual",
      headers: { "X-CSRFToken": token },
    });
    if (answer.status !== 204) {
      say(answer.status === 422 ? "tooLong" : "local");
      return;
    }
    known = text;
    if (words.value === text) forgetHere();
    say("kept");
  } catch {
    say("local");
  }
}

function say(what) {
  if (saved.textContent !== saved.dataset[what]) saved.textContent = saved.dataset[what];
}

function same(one, other) {
  return one.trim().normalize("NFC") === other.trim().normalize("NFC");
}

// What an earlier visit left here waits under a key of its own, so that new typing cannot replace it.
function waiting() {
  try {
    return JSON.parse(localStorage.getItem(`${key}.waiting`) ?? "[]");
  } catch {
    return [];
  }
}

function setWaiting(texts) {
  try {
    if (texts.length > 0) localStorage.setItem(`${key}.waiting`, JSON.stringify(texts));
    else localStorage.removeItem(`${key}.waiting`);
  } catch {
    // As above.
  }
}

function collectLeft() {
  const left = readHere();
  const shown = [...document.querySelectorAll("[data-draft-of] pre")].map((one) => one.textContent);
  const isHere = (text) => same(text, words.value) || shown.some((one) => same(one, text));
  const texts = [...waiting(), ...(left?.words ? [left] : [])];
  setWaiting(texts.filter((one) => !isHere(one.words)));
  forgetHere();
}

function offerLocal() {
  const offer = form.querySelector("[data-local-offer]");
  const [first, ...rest] = waiting();
  offer.hidden = first === undefined;
  if (offer.hidden) return;
  offer.querySelector("[data-local-text]").textContent = first.words;
  offer.querySelector("[data-local-take]").onclick = () => {
    words.value = words.value.trim() ? `${words.value}\n\n${first.words}` : first.words;
    keepHere();
    setWaiting(rest);
    offerLocal();
    words.focus();
    send(false);
  };
  offer.querySelector("[data-local-drop]").onclick = () => {
    setWaiting(rest);
    offerLocal();
    words.focus();
  };
}

collectLeft();
offerLocal();
words.addEventListener("input", keepHere);
form.elements.language.addEventListener("change", () => {
  words.lang = form.elements.language.value;
});
setInterval(() => send(false), EVERY);
form.addEventListener("submit", () => {
  isSaving = true;
});
window.addEventListener("pagehide", () => send(true));
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") send(true);
});
