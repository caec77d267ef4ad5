// Keeps what is typed in a form that carries data-autosave: every key in this browser, and with
// the server after a pause, twice a minute and on leaving. What was never saved is offered again.
import { forget, leftovers, rename, write } from "./autosave-here.js";

const PAUSE = 2_000;
const AT_LEAST = 30_000;
const PATIENCE = 3_000;
const TOO_MUCH_ON_LEAVING = 20_000;
const NEVER = new Set(["csrf_token", "key", "place", "tab_id", "started_from", "password"]);

function isOurs(name, value) {
  return !NEVER.has(name) && typeof value === "string";
}

function fieldsOf(form) {
  return [...new FormData(form)].filter(([name, value]) => isOurs(name, value));
}

function isChanged(form) {
  return [...form.elements].some((control) => {
    if (!control.name || NEVER.has(control.name)) return false;
    if (control.type === "checkbox" || control.type === "radio") return control.checked !== control.defaultChecked;
    if (control.tagName === "SELECT") {
      const [first] = control.options;
      const chosen = [...control.options].filter((option) => option.defaultSelected);
      return !(chosen.length ? chosen : [first]).some((option) => option?.selected);
    }
    return control.defaultValue !== undefined && control.value !== control.defaultValue;
  });
}

// Choices are not compared: what somebody may lose is text.
function textsOf(form, fields) {
  const texts = new Map();
  for (const [name, value] of fields) {
    const control = form.elements.namedItem(name);
    const isText = !control || control.tagName === "TEXTAREA" || (control.tagName === "INPUT" && isTyped(control));
    const rest = isText || control instanceof RadioNodeList ? value.trim().normalize("NFC") : "";
    if (!rest || (control instanceof RadioNodeList && !isTyped(control[0]))) continue;
    texts.set(name, [...(texts.get(name) ?? []), rest]);
  }
  return texts;
}

function isTyped(control) {
  return control.tagName === "TEXTAREA" || !["checkbox", "radio", "hidden", "submit", "select-one"].includes(control.type);
}

function same(one, other) {
  const plain = (texts) => JSON.stringify([...texts].sort());
  return plain(one) === plain(other);
}

function contentOf(form, json) {
  const fields = Object.entries(JSON.parse(json)).flatMap(([name, typed]) => [typed].flat().map((value) => [name, value]));
  return textsOf(form, fields);
}

class KeptForm {
  constructor(form) {
    this.form = form;
    this.prefix = `${form.dataset.browserKey}.`;
    this.key = this.prefix + form.elements.tab_id.value;
    this.status = form.querySelector("[data-saved]");
    const isNew = form.dataset.wasSent === "yes" || isChanged(form);
    this.known = isNew ? null : this.text();
    this.waiting = [];
  }

  text() {
    return JSON.stringify(fieldsOf(this.form));
  }

  start() {
    this.form.addEventListener("input", () => this.typed());
    this.form.addEventListener("change", () => this.typed());
    this.form.addEventListener("submit", () => this.sent());
    setInterval(() => this.send(false), AT_LEAST);
    window.addEventListener("pagehide", () => this.send(true));
    document.addEventListener("submit", (event) => this.sendBefore(event), true);
    window.addEventListener("pageshow", (event) => {
      if (event.persisted) this.isSaving = false;
    });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.send(true);
    });
    this.form.elements.language?.addEventListener?.("change", () => this.tellLanguage());
    this.findLeft().then(() => {
      if (this.known === null) this.typed();
    });
  }

  typed() {
    this.isSaving = false;
    this.keepHere();
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.send(false), PAUSE);
  }

  keepHere(sent = null) {
    const from = this.form.elements.started_from.value;
    write(this.key, { fields: fieldsOf(this.form), from, sent });
  }

  // Another form of the page, such as the one that signs out, waits until this one is kept.
  async sendBefore(event) {
    const { target, submitter } = event;
    if (target === this.form || target.method !== "post" || this.text() === this.known) return;
    if (this.hasWaited) return;
    this.hasWaited = true;
    event.preventDefault();
    event.stopImmediatePropagation();
    await Promise.race([this.send(true), new Promise((done) => setTimeout(done, PATIENCE))]);
    target.requestSubmit(submitter);
  }

  // The copy stays until the next visit, which asks whether what was sent was also saved.
  sent() {
    this.isSaving = true;
    clearTimeout(this.pause);
    this.keepHere(this.form.elements.key.value);
  }

  tellLanguage() {
    for (const control of this.form.querySelectorAll("textarea[lang], input[lang]")) {
      control.lang = this.form.elements.language.value;
    }
  }

  async send(isLeaving) {
    const text = this.text();
    if (text === this.known || this.isSaving || (this.isSending && !isLeaving)) return;
    const body = new FormData();
    for (const name of ["csrf_token", "key", "tab_id", "started_from"]) {
      body.set(name, this.form.elements[name].value);
    }
    body.set("place", this.form.dataset.place);
    for (const [name, value] of JSON.parse(text)) body.append(name, value);
    this.isSending = true;
    try {
      const answer = await fetch(this.form.dataset.keep, {
        method: "PUT",
        body,
        keepalive: isLeaving && text.length < TOO_MUCH_ON_LEAVING,
        redirect: "manual",
        headers: { "X-CSRFToken": this.form.elements.csrf_token.value },
      });
      if (answer.status === 204) this.wasKept(text);
      else this.say({ "too-long": "tooLong", "too-many": "tooMany" }[await answer.text()] ?? "local");
    } catch {
      this.say("local");
    } finally {
      this.isSending = false;
    }
  }

  wasKept(text) {
    this.known = text;
    if (this.text() === text && !this.isSaving) forget(this.key);
    this.say("kept");
  }

  say(what) {
    const words = this.status.dataset[what];
    if (this.status.textContent !== words) this.status.textContent = words;
  }

  // What an earlier visit left waits under a key of its own, so that new typing cannot replace it.
  async findLeft() {
    if (leftovers(this.prefix).some(([key]) => key === this.key)) {
      rename(this.key, `${this.prefix}left-${Date.now()}`);
    }
    const shown = [...document.querySelectorAll("[data-draft-of][data-content]")];
    this.hideHere(shown);
    for (const [key, left] of leftovers(this.prefix)) {
      const texts = textsOf(this.form, left.fields);
      const isHere =
        texts.size === 0 ||
        same(texts, textsOf(this.form, fieldsOf(this.form))) ||
        shown.some((one) => same(texts, contentOf(this.form, one.dataset.content)));
      if (isHere || (left.sent && (await this.wasSaved(left.sent)))) forget(key);
      else this.waiting.push([key, left]);
    }
    this.offer();
  }

  // What stands in the form already is not offered again, as after a change of language.
  hideHere(shown) {
    const here = textsOf(this.form, fieldsOf(this.form));
    for (const one of shown) {
      const texts = contentOf(this.form, one.dataset.content);
      if (same(texts, here)) one.hidden = true;
    }
  }

  async wasSaved(key) {
    try {
      const answer = await fetch(`${this.form.dataset.asksSaved}?key=${encodeURIComponent(key)}`);
      return answer.ok && !answer.redirected && (await answer.json()).saved;
    } catch {
      return false;
    }
  }

  offer() {
    const box = this.form.querySelector("[data-local-offer]");
    const [next] = this.waiting;
    box.hidden = next === undefined;
    if (box.hidden) return;
    const [key, left] = next;
    const texts = [...textsOf(this.form, left.fields).values()].flat();
    box.querySelector("[data-local-text]").textContent = texts.join("\n\n");
    box.querySelector("[data-local-take]").onclick = () => {
      this.putIn(left);
      this.typed();
      this.send(false);
      this.done(key);
    };
    box.querySelector("[data-local-drop]").onclick = () => this.done(key);
  }

  done(key) {
    forget(key);
    this.waiting.shift();
    this.offer();
    this.form.querySelector("textarea, input:not([type=hidden]), select")?.focus();
  }

  putIn(left) {
    const isSameStart = left.from === this.form.elements.started_from.value;
    const values = new Map();
    for (const [name, value] of left.fields) values.set(name, [...(values.get(name) ?? []), value]);
    for (const [name, texts] of values) {
      const controls = [...this.form.elements].filter((one) => one.name === name);
      for (const [place, control] of controls.entries()) fill(control, texts, place, isSameStart);
    }
    this.form.dispatchEvent(new CustomEvent("autosave:filled"));
  }
}

function fill(control, texts, place, isSameStart) {
  if (control.type === "checkbox" || control.type === "radio") {
    control.checked = texts.includes(control.value);
  } else if (control.tagName === "SELECT") {
    for (const option of control.options) option.selected = texts.includes(option.value);
  } else if (isTyped(control)) {
    const text = texts[place] ?? "";
    const isUntouched = isSameStart && control.value === control.defaultValue;
    if (!control.value.trim() || isUntouched) control.value = text;
    else if (text && control.value.trim() !== text.trim()) control.value += (control.tagName === "TEXTAREA" ? "\n\n" : " ") + text;
  }
}

for (const form of document.querySelectorAll("form[data-autosave]")) new KeptForm(form).start();
