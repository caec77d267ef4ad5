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
  const file = link.pathname;
  if (locator === "section") return openSection(desk, value);
  if (locator === "page" && pdfs.length) {
    const viewer = viewerOf(pdfs, file, Number(value));
    viewer.goTo(Number(value));
    reveal(viewer.root);
    return true;
  }
  const recordings = [...desk.querySelectorAll("audio, video")];
  const media = recordings.find((one) => one.getAttribute("src") === file) ?? recordings[0];
  if (locator === "time" && media) {
    playFrom(media, Number(value));
    return true;
  }
  return false;
}

// The heading of the section that was opened last is marked, and the reader's place moves there.
function openSection(desk, key) {
  const section = markSection(desk, key);
  section?.focus({ preventScroll: true });
  if (section) reveal(section);
  return Boolean(section);
}

function markSection(desk, key) {
  const section = desk.querySelector(`#section-${key}`);
  for (const other of desk.querySelectorAll(".assess-plan--here")) other.classList.remove("assess-plan--here");
  section?.classList.add("assess-plan--here");
  return section;
}

// The file that the link names, unless it has no such page: then the first one that has.
function viewerOf(pdfs, file, number) {
  const hasIt = (viewer) => (viewer.document?.numPages ?? 0) >= number;
  const named = pdfs.find((viewer) => viewer.root.dataset.src === file);
  return named && hasIt(named) ? named : (pdfs.find(hasIt) ?? named ?? pdfs[0]);
}

function playFrom(media, seconds) {
  media.currentTime = seconds;
  reveal(media);
  media.focus();
}

function openWhereAsked(desk) {
  const plan = desk.querySelector("[data-plan]");
  if (plan?.dataset.opensAt) openPlan(desk, plan.dataset.opensAt);
  for (const media of desk.querySelectorAll("audio, video")) {
    const start = Number(media.dataset.startsAt);
    if (!start) continue;
    media.addEventListener("loadedmetadata", () => (media.currentTime = start), { once: true });
    if (media.readyState >= 1) media.currentTime = start;
  }
}

// Only the evidence's own pane is scrolled: on a phone, where there is none, the page stays at its head.
function openPlan(desk, key) {
  const section = markSection(desk, key);
  const pane = section?.closest(".desk-evidence");
  if (pane) pane.scrollTop += section.getBoundingClientRect().top - pane.getBoundingClientRect().top;
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
