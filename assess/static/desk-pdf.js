// Shows a PDF inside the page, one page at a time. pdf.js is loaded only where there is a PDF to show;
// where it cannot run, the link that opens the file stays.
const VENDOR = new URL("./vendor/", import.meta.url);
const SMALLEST = 0.5;
const LARGEST = 4;
const STEP = 1.25;

let library;

async function loadLibrary() {
  library ??= import("./vendor/pdf.min.mjs").then((pdfjs) => {
    pdfjs.GlobalWorkerOptions.workerSrc = new URL("pdf.worker.min.mjs", VENDOR).href;
    return pdfjs;
  });
  return library;
}

export class PdfViewer {
  constructor(root, say) {
    this.root = root;
    this.say = say;
    this.number = Number(root.dataset.page) || 1;
    this.zoom = 1;
    this.canvas = root.querySelector("canvas");
    this.text = root.querySelector(".desk-pdf__text");
    this.sheet = root.querySelector(".desk-pdf__sheet");
    this.here = root.querySelector(".desk-pdf__here");
    for (const button of root.querySelectorAll("[data-turn]")) {
      button.addEventListener("click", () => this.turn(Number(button.dataset.turn)));
    }
    for (const button of root.querySelectorAll("[data-zoom]")) {
      button.addEventListener("click", () => this.resize(Number(button.dataset.zoom)));
    }
    this.ready = this.open().catch(() => this.giveUp());
  }

  async open() {
    const pdfjs = await loadLibrary();
    this.document = await pdfjs.getDocument({
      url: this.root.dataset.src,
      cMapUrl: new URL("cmaps/", VENDOR).href,
      cMapPacked: true,
      standardFontDataUrl: new URL("standard_fonts/", VENDOR).href,
      wasmUrl: new URL("wasm/", VENDOR).href,
      isEvalSupported: false,
      enableXfa: false,
    }).promise;
    this.root.querySelector(".desk-pdf__bar").hidden = false;
    this.sheet.hidden = false;
    await this.show(this.number);
    this.watchWidth();
  }

  giveUp() {
    this.root.querySelector(".desk-pdf__bar").hidden = true;
    this.sheet.hidden = true;
    this.root.querySelector(".desk-pdf__failed").hidden = false;
  }

  turn(by) {
    const wanted = this.number + by;
    if (wanted >= 1 && wanted <= this.document.numPages) this.goTo(wanted);
  }

  async goTo(number) {
    await this.ready;
    if (!this.document) return;
    await this.show(number);
    this.sheet.scrollTo({ top: 0 });
    this.say(this.words());
  }

  resize(direction) {
    const wanted = direction > 0 ? this.zoom * STEP : this.zoom / STEP;
    this.zoom = Math.min(LARGEST, Math.max(SMALLEST, wanted));
    this.show(this.number);
  }

  words() {
    return this.root.dataset.words.replace("NUMBER", this.number).replace("COUNT", this.document.numPages);
  }

  async show(number) {
    const pdfjs = await loadLibrary();
    this.number = Math.min(Math.max(1, number), this.document.numPages);
    const turn = (this.showing = Symbol("a turn of the page"));
    const page = await this.document.getPage(this.number);
    const natural = page.getViewport({ scale: 1 });
    const room = this.sheet.clientWidth - 2;
    const viewport = page.getViewport({ scale: (Math.max(room, 200) / natural.width) * this.zoom });
    const drawn = await draw(page, viewport);
    const text = await page.getTextContent();
    if (turn !== this.showing) return;
    this.put(drawn, viewport);
    this.text.replaceChildren();
    await new pdfjs.TextLayer({ textContentSource: text, container: this.text, viewport }).render();
  }

  put(drawn, viewport) {
    drawn.setAttribute("role", "img");
    drawn.setAttribute("aria-label", `${this.root.dataset.name}, ${this.words()}`);
    drawn.style.width = `${viewport.width}px`;
    drawn.style.height = `${viewport.height}px`;
    this.canvas.replaceWith(drawn);
    this.canvas = drawn;
    this.text.parentElement.style.setProperty("--total-scale-factor", viewport.scale);
    this.here.textContent = this.words();
    // A button that has the focus is not taken away from under it.
    for (const button of this.root.querySelectorAll("[data-turn]")) {
      const wanted = this.number + Number(button.dataset.turn);
      button.setAttribute("aria-disabled", wanted < 1 || wanted > this.document.numPages);
    }
  }

  watchWidth() {
    let width = this.sheet.clientWidth;
    new ResizeObserver(() => {
      if (Math.abs(this.sheet.clientWidth - width) < 24) return;
      width = this.sheet.clientWidth;
      this.show(this.number);
    }).observe(this.sheet);
  }
}

async function draw(page, viewport) {
  const canvas = document.createElement("canvas");
  const density = Math.min(window.devicePixelRatio || 1, 2);
  canvas.width = Math.floor(viewport.width * density);
  canvas.height = Math.floor(viewport.height * density);
  const transform = density === 1 ? undefined : [density, 0, 0, density, 0, 0];
  await page.render({ canvas, viewport, transform }).promise;
  return canvas;
}
