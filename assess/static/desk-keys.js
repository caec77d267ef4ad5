// The keys of the desk. They rest while somebody types, with any modifier held, while a dialog is open,
// and for good when they are switched off: the switch is remembered in this browser.
const SWITCH = "assess-desk-keys";
const TYPING = new Set(["text", "search", "url", "email", "number", "date", "password", "tel"]);

export function startKeys(desk, deeds) {
  const dialog = document.querySelector("#desk-keys");
  const box = dialog.querySelector("#keys-on");
  box.checked = isOn();
  box.addEventListener("change", () => remember(box.checked));
  for (const button of document.querySelectorAll("[data-show-keys]")) {
    button.hidden = false;
    button.addEventListener("click", () => dialog.showModal());
  }
  const keys = {
    n: () => move(desk, 1),
    p: () => move(desk, -1),
    x: () => deeds.tick(here(desk)),
    a: () => deeds.tickAll(),
    m: () => deeds.choose("met", here(desk)),
    t: () => deeds.choose("not yet met", here(desk)),
    o: () => here(desk)?.querySelector("a[data-locator]")?.click(),
    f: () => desk.querySelector("#feedback")?.focus(),
    s: () => deeds.save(),
    "]": () => follow(desk, "next"),
    "[": () => follow(desk, "prev"),
    "?": () => dialog.showModal(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && isTyping(event.target) && desk.contains(event.target)) {
      stand(here(desk));
      return;
    }
    if (rests(event) || !(event.key in keys)) return;
    event.preventDefault();
    keys[event.key]();
  });
  desk.addEventListener("focusin", (event) => {
    const criterion = event.target.closest(".desk-criterion");
    if (criterion) mark(desk, criterion);
  });
}

function rests(event) {
  return (
    event.defaultPrevented ||
    event.repeat ||
    event.ctrlKey ||
    event.altKey ||
    event.metaKey ||
    !isOn() ||
    isTyping(event.target) ||
    document.querySelector("dialog[open]") !== null
  );
}

function isTyping(target) {
  if (target.isContentEditable || ["TEXTAREA", "SELECT"].includes(target.tagName)) return true;
  return target.tagName === "INPUT" && TYPING.has(target.type);
}

function isOn() {
  try {
    return localStorage.getItem(SWITCH) !== "off";
  } catch {
    return true;
  }
}

function remember(on) {
  try {
    localStorage.setItem(SWITCH, on ? "on" : "off");
  } catch {
    // Storage is turned off: the keys stay as they are on this page.
  }
}

function here(desk) {
  return desk.querySelector(".desk-criterion--here") ?? desk.querySelector(".desk-criterion");
}

function move(desk, by) {
  const criteria = [...desk.querySelectorAll(".desk-criterion")];
  const at = criteria.findIndex((criterion) => criterion.classList.contains("desk-criterion--here"));
  stand(criteria[at < 0 ? 0 : Math.min(Math.max(at + by, 0), criteria.length - 1)]);
}

function stand(criterion) {
  const target = criterion?.querySelector("input[name=criteria]") ?? criterion;
  target?.focus({ preventScroll: true });
  criterion?.scrollIntoView({ block: "nearest" });
}

function mark(desk, criterion) {
  for (const other of desk.querySelectorAll(".desk-criterion--here")) {
    other.classList.remove("desk-criterion--here");
  }
  criterion.classList.add("desk-criterion--here");
}

function follow(desk, where) {
  desk.querySelector(`.desk-evidence a[rel=${where}]`)?.click();
}
