// Changes the model of a reflection at once. What was written under another model stays in sight.
for (const form of document.querySelectorAll("form[data-reflection]")) {
  const model = form.elements.model;
  form.querySelector("[data-switch]").remove();

  function show() {
    for (const group of form.querySelectorAll("[data-model]")) {
      const isChosen = group.dataset.model === model.value;
      const isWritten = [...group.querySelectorAll("textarea")].some((box) => box.value.trim());
      group.hidden = !isChosen && !isWritten;
      group.querySelector("[data-not-chosen]").hidden = isChosen;
    }
    const [first] = form.querySelectorAll("[data-model]");
    const chosen = form.querySelector(`[data-model="${model.value}"]`);
    if (chosen && chosen !== first) first.before(chosen);
  }

  model.addEventListener("change", show);
  form.addEventListener("autosave:filled", show);
  window.addEventListener("pageshow", show);
  show();
}
