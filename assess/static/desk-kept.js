// What is typed at the desk stays in this tab, by unit and piece, until it has been saved.

export function keepTyping(desk) {
  let found = false;
  for (const field of desk.querySelectorAll("[data-keep]")) {
    const kept = read(desk, field);
    if (kept && !field.value) {
      field.value = kept;
      field.closest("details")?.setAttribute("open", "");
      found = true;
    }
    field.addEventListener("input", () => write(desk, field));
  }
  return found;
}

export function forget(desk, field) {
  try {
    sessionStorage.removeItem(nameOf(desk, field));
  } catch {
    // Storage is turned off: nothing was kept.
  }
}

function nameOf(desk, field) {
  return `assess-desk:${desk.dataset.unit}:${desk.dataset.piece}:${field.id}`;
}

function read(desk, field) {
  try {
    return sessionStorage.getItem(nameOf(desk, field));
  } catch {
    return null;
  }
}

function write(desk, field) {
  try {
    sessionStorage.setItem(nameOf(desk, field), field.value);
  } catch {
    // No room, or storage is turned off: what is typed stays on the page all the same.
  }
}
