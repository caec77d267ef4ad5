// Keeps what is typed on a page while its reader changes to the other language. It is held in this
// tab only, for the one page that follows, and never a password, a code or a file.
const PREFIX = "assess-typed:";
const NEVER = new Set(["password", "file", "submit", "button", "reset", "image"]);

export function keepWhatIsTyped(link) {
  const fields = typedFields().map(([name, place, control]) => [name, place, valueOf(control)]);
  if (fields.length) store(PREFIX + link.pathname + link.search, JSON.stringify(fields));
}

export function restoreWhatWasTyped() {
  const kept = takeKept(PREFIX + location.pathname + location.search);
  if (!kept) return;
  const controls = new Map(typedFields().map(([name, place, control]) => [name + "\n" + place, control]));
  for (const [name, place, value] of kept) {
    const control = controls.get(name + "\n" + place);
    if (control) fill(control, value);
  }
}

function typedFields() {
  const seen = new Map();
  return [...document.querySelectorAll("main form[method=post] [name]")].filter(isKept).map((control) => {
    // Boxes are known by their value, other fields of one name by their order.
    if (control.type === "checkbox" || control.type === "radio") return [control.name, control.value, control];
    const place = seen.get(control.name) ?? 0;
    seen.set(control.name, place + 1);
    return [control.name, place, control];
  });
}

function isKept(control) {
  if (control.type === "hidden") return control.name === "version" || isOfTab(control);
  if (control.autocomplete === "one-time-code") return false;
  return ["INPUT", "SELECT", "TEXTAREA"].includes(control.tagName) && !NEVER.has(control.type);
}

// A form that keeps itself goes on as the same tab, from the same version (autosave.js).
function isOfTab(control) {
  return ["tab_id", "started_from"].includes(control.name) && control.form?.hasAttribute("data-autosave");
}

function valueOf(control) {
  if (control.type === "checkbox" || control.type === "radio") return control.checked;
  if (control.multiple) return [...control.selectedOptions].map((option) => option.value);
  return control.value;
}

function fill(control, value) {
  if (control.type === "checkbox" || control.type === "radio") control.checked = value;
  else if (control.multiple) for (const option of control.options) option.selected = value.includes(option.value);
  else control.value = value;
}

function store(key, text) {
  try {
    sessionStorage.setItem(key, text);
  } catch {
    // No room, or storage is turned off: the page changes language all the same.
  }
}

function takeKept(key) {
  try {
    const text = sessionStorage.getItem(key);
    for (const name of Object.keys(sessionStorage)) if (name.startsWith(PREFIX)) sessionStorage.removeItem(name);
    return text && JSON.parse(text);
  } catch {
    return null;
  }
}
