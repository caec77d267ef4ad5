// Sends a form of the desk without leaving the page, and brings the page up to date afterwards.

let isOld = false;

// Gives what the service answered, or what went wrong on the way: "signed out" or "lost".
export async function send(form, button) {
  try {
    if (isOld && !(await renew())) return { trouble: "signed out" };
    const answer = await fetch(button?.getAttribute("formaction") || form.action, {
      method: "POST",
      body: new URLSearchParams(new FormData(form, button)),
      headers: { Accept: "application/json" },
    });
    if ((answer.headers.get("Content-Type") ?? "").startsWith("application/json")) return await answer.json();
    isOld = answer.redirected || answer.status === 400;
    return { trouble: isOld ? "signed out" : "lost" };
  } catch {
    return { trouble: "lost" };
  }
}

// A new sign-in makes the tokens of this page worthless: they are fetched again.
async function renew() {
  const fresh = await load();
  if (!fresh) return false;
  takeToken(fresh);
  isOld = false;
  return true;
}

export async function refresh(desk) {
  const fresh = await load().catch(() => null);
  if (!fresh) return;
  takeToken(fresh);
  for (const part of document.querySelectorAll("[data-live]")) {
    const newer = fresh.querySelector(`[data-live="${part.dataset.live}"]`);
    if (newer) replace(desk, part, newer);
  }
}

function replace(desk, part, newer) {
  const had = part.contains(document.activeElement);
  part.replaceChildren(...newer.childNodes);
  if (had) (part.closest(".desk-criterion") ?? desk.querySelector("#evidence")).focus({ preventScroll: true });
}

async function load() {
  const { address } = document.querySelector("#desk").dataset;
  const answer = await fetch(address, { headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) return null;
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

function takeToken(fresh) {
  const token = fresh.querySelector("#desk input[name=csrf_token]")?.value;
  if (!token) return;
  for (const field of document.querySelectorAll("input[name=csrf_token]")) field.value = token;
}

export function newKey(form) {
  for (const field of form.querySelectorAll("input[name=key], input[name=ask_key]")) field.value = uuid();
}

function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
