// The copies of unsaved forms in this browser's own store. A full or forbidden store is no error:
// the server's copy remains.

export function write(key, kept) {
  try {
    localStorage.setItem(key, JSON.stringify(kept));
  } catch {
    // As above.
  }
}

export function forget(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // As above.
  }
}

export function rename(key, other) {
  try {
    const text = localStorage.getItem(key);
    if (text === null) return;
    localStorage.setItem(other, text);
    localStorage.removeItem(key);
  } catch {
    // As above.
  }
}

// Every copy whose key begins so: [key, {fields, from, sent}], in the order of their keys.
export function leftovers(prefix) {
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(prefix))
      .sort()
      .map((key) => [key, JSON.parse(localStorage.getItem(key) ?? "null")])
      .filter(([, kept]) => Array.isArray(kept?.fields));
  } catch {
    return [];
  }
}
