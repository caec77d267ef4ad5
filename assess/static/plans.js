// Adds and removes the rows of growing tables without sending the form; the same buttons send it
// where there is no script.
const MOST = 60;
const form = document.querySelector("form[data-plan-section]");

function told() {
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

function numberOf(row) {
  return Number(row.querySelector("input[type=hidden]").name.match(/-(\d+)-id$/)[1]);
}

function rename(node, attribute, key, number) {
  const value = node.getAttribute(attribute);
  if (value) node.setAttribute(attribute, value.replace(new RegExp(`in-${key}-\\d+-`, "g"), `in-${key}-${number}-`));
}

function emptied(row, key, number) {
  const copy = row.cloneNode(true);
  for (const node of copy.querySelectorAll("*")) {
    for (const attribute of ["id", "name", "for", "aria-describedby"]) rename(node, attribute, key, number);
  }
  for (const note of copy.querySelectorAll(".govuk-error-message, [id$='-note']")) note.remove();
  for (const group of copy.querySelectorAll(".govuk-form-group--error")) group.classList.remove("govuk-form-group--error");
  for (const control of copy.querySelectorAll("[aria-describedby]")) control.removeAttribute("aria-describedby");
  for (const control of copy.querySelectorAll("input, textarea, select")) {
    if (control.type === "checkbox") {
      control.checked = false;
      control.removeAttribute("checked");
    } else control.value = "";
    if (control.tagName === "INPUT") control.setAttribute("value", "");
    if (control.tagName === "TEXTAREA") control.textContent = "";
  }
  const id = `row-${crypto.getRandomValues(new Uint32Array(2)).join("")}`;
  copy.querySelector("input[type=hidden]").value = id;
  const remove = copy.querySelector("[data-remove-row]");
  remove.value = `remove:${key}:${id}`;
  nameRow(copy, number);
  return copy;
}

function nameRow(row, number) {
  const name = row.querySelector(".assess-row__name");
  name.textContent = name.textContent.trim().replace(/\d+$/, String(number + 1));
  const hidden = row.querySelector("[data-remove-row] .govuk-visually-hidden");
  hidden.textContent = ` (${name.textContent})`;
}

function add(table) {
  const rows = [...table.querySelectorAll("[data-row]")];
  if (rows.length === 0 || rows.length >= MOST) return false;
  const number = Math.max(...rows.map(numberOf)) + 1;
  const copy = emptied(rows.at(-1), table.dataset.table, number);
  table.querySelector("[data-rows]").append(copy);
  copy.querySelector("input:not([type=hidden]), textarea, select").focus();
  told();
  return true;
}

function remove(table, row) {
  const rows = [...table.querySelectorAll("[data-row]")];
  if (rows.length < 2) return false;
  row.remove();
  table.querySelector("[data-add-row]").focus();
  told();
  return true;
}

form.addEventListener("click", (event) => {
  const button = event.target.closest("[data-add-row], [data-remove-row]");
  if (!button) return;
  const table = button.closest("[data-table]");
  const done = button.matches("[data-add-row]") ? add(table) : remove(table, button.closest("[data-row]"));
  if (done) event.preventDefault();
});
