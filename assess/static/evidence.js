// Shows PDFs in the page, one page at a time, in a canvas: nothing in the file can run.
const places = document.querySelectorAll("[data-pdf]");

if (places.length > 0) {
  const pdfjs = await import("./vendor/pdf.min.mjs");
  const vendor = new URL("./vendor/", import.meta.url).href;
  pdfjs.GlobalWorkerOptions.workerSrc = `${vendor}pdf.worker.min.mjs`;
  for (const place of places) showPdf(pdfjs, vendor, place).catch(() => place.remove());
}

async function showPdf(pdfjs, vendor, place) {
  const file = await pdfjs.getDocument({
    url: place.dataset.pdf,
    cMapUrl: `${vendor}cmaps/`,
    cMapPacked: true,
    standardFontDataUrl: `${vendor}standard_fonts/`,
    wasmUrl: `${vendor}wasm/`,
    isEvalSupported: false,
    enableXfa: false,
  }).promise;
  const canvas = document.createElement("canvas");
  canvas.setAttribute("role", "img");
  const bar = document.createElement("div");
  bar.className = "assess-pdf__bar";
  const here = document.createElement("span");
  here.setAttribute("role", "status");
  let number = 1;
  const turn = async (to) => {
    number = Math.min(Math.max(to, 1), file.numPages);
    here.textContent = `${place.dataset.pageWords} ${number} / ${file.numPages}`;
    canvas.setAttribute("aria-label", here.textContent);
    await draw(await file.getPage(number), canvas, place.clientWidth);
  };
  bar.append(
    button(place.dataset.earlier, () => turn(number - 1)),
    here,
    button(place.dataset.later, () => turn(number + 1)),
  );
  place.append(bar, canvas);
  await turn(1);
}

function button(words, turn) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "govuk-button govuk-button--secondary";
  made.textContent = words;
  made.addEventListener("click", turn);
  return made;
}

async function draw(page, canvas, width) {
  const natural = page.getViewport({ scale: 1 });
  const sharp = window.devicePixelRatio || 1;
  const scale = Math.min(width / natural.width, 1.6) * sharp;
  const viewport = page.getViewport({ scale });
  canvas.width = viewport.width;
  canvas.height = viewport.height;
  await page.render({ canvasContext: canvas.getContext("2d"), viewport }).promise;
}
