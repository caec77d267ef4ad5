// Puts what the service refuses beside the field that it belongs to.

export function clearErrors(desk) {
  for (const place of desk.querySelectorAll("[data-error-for]")) place.hidden = true;
  for (const field of desk.querySelectorAll(".govuk-textarea--error")) {
    field.classList.remove("govuk-textarea--error");
  }
}

export function showErrors(form, { errors, form_errors: others }) {
  const homeless = [...others];
  let first;
  for (const [name, words] of Object.entries(errors)) {
    const place = form.querySelector(`[data-error-for="${name}"]`);
    if (!place) {
      homeless.push(words);
      continue;
    }
    place.querySelector("[data-error-words]").textContent = words;
    place.hidden = false;
    const field = describedBy(place);
    if (field?.tagName === "TEXTAREA") field.classList.add("govuk-textarea--error");
    first ??= field;
  }
  focusOn(first);
  return homeless.join(" ");
}

function describedBy(place) {
  return document.querySelector(`[aria-describedby="${place.id}"]`);
}

function focusOn(field) {
  const target = field?.tagName === "FIELDSET" ? field.querySelector("input") : field;
  target?.focus();
}
