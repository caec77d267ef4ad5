// The left side of the desk: opens what is shown at the place that a criterion points to.
import { PdfViewer } from "./desk-pdf.js";

const LONGEST_TEXT = 200_000;

export function startViewer(desk, say) {
  const pdfs = [...desk.querySelectorAll("[data-pdf]")].map((root) => new PdfViewer(root, say));
  for (const place of desk.querySelectorAll("[data-text-file]")) showText(place);
  for (const link of desk.querySelectorAll("a[data-enlarge]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      link.closest(".desk-image").classList.toggle("desk-image--large");
    });
  }
  desk.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-locator]");
    if (link && jump(desk, pdfs, link)) event.preventDefault();
  });
  openWhereAsked(desk);
}

function jump(desk, pdfs, link) {
  const { locator, value } = link.dataset;
  if (locator === "page" && pdfs.length) {
    const long = pdfs.find((viewer) => (viewer.document?.numPages ?? 0) >= Number(value)) ?? pdfs[0];
    long.goTo(Number(value));
    reveal(long.root);
    return true;
  }
  const media = desk.querySelector("audio, video");
  if (locator === "time" && media) {
    playFrom(media, Number(value));
    return true;
  }
  return false;
}

function playFrom(media, seconds) {
  media.currentTime = seconds;
  reveal(media);
  media.focus();
}

function openWhereAsked(desk) {
  const start = Number(desk.dataset.startsAt);
  const media = desk.querySelector("audio, video");
  if (!start || !media) return;
  media.addEventListener("loadedmetadata", () => (media.currentTime = start), { once: true });
  if (media.readyState >= 1) media.currentTime = start;
}

function reveal(part) {
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  part.scrollIntoView({ block: "start", behavior: calm ? "auto" : "smooth" });
}

async function showText(place) {
  try {
    const answer = await fetch(place.dataset.textFile);
    if (!answer.ok) return;
    const text = await answer.text();
    place.textContent = text.slice(0, LONGEST_TEXT);
    place.hidden = false;
  } catch {
    // The link that opens the file is there all the same.
  }
}
