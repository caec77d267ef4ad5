// Sends a form with files and shows how far it is. Without this script the browser sends it.
const form = document.querySelector("form[data-upload]");
const shown = form?.querySelector("[data-upload-progress]");

form?.addEventListener("submit", (event) => {
  const files = [...form.querySelectorAll("input[type=file]")].flatMap((input) => [...input.files]);
  if (event.defaultPrevented || files.length === 0) return;
  event.preventDefault();
  send(new FormData(form));
});

function send(data) {
  const request = new XMLHttpRequest();
  const bar = shown.querySelector("progress");
  const button = form.querySelector("button[type=submit]");
  shown.hidden = false;
  button.disabled = true;
  say("sending");
  request.upload.addEventListener("progress", (event) => {
    if (!event.lengthComputable) return;
    bar.value = Math.floor((100 * event.loaded) / event.total);
    if (event.loaded === event.total) say("checking");
  });
  request.addEventListener("load", () => arrive(request));
  request.addEventListener("error", () => {
    button.disabled = false;
    say("failed");
  });
  request.open("POST", form.action || location.href);
  request.setRequestHeader("X-Assess-Upload", "1");
  request.send(data);
}

function say(what) {
  const label = shown.querySelector("[data-upload-words]");
  label.textContent = label.dataset[what];
  shown.querySelector("[data-upload-status]").textContent = label.dataset[what];
}

function arrive(request) {
  const type = request.getResponseHeader("Content-Type") ?? "";
  if (type.startsWith("application/json")) {
    location.assign(JSON.parse(request.responseText).address);
    return;
  }
  if (request.responseURL !== (form.action || location.href).split("#")[0] && request.status < 400) {
    // The session had ended: what was typed waits behind the sign-in page.
    location.assign(request.responseURL);
    return;
  }
  document.open();
  document.write(request.responseText);
  document.close();
}
