// The map by the keyboard: one cell is in the tab order, the arrow keys go on from it.

const table = document.querySelector("[data-map]");
const rows = table ? [...table.tBodies[0].rows] : [];

// A cell may be as wide as a standard that somebody is not on: it counts for each of its columns.
const grid = rows.map((row) =>
  [...row.cells].flatMap((cell) => Array(cell.colSpan).fill(cell.querySelector("a"))),
);

const places = new Map();
grid.forEach((links, row) =>
  links.forEach((link, column) => {
    if (!link) return;
    places.set(link, [row, column]);
    link.tabIndex = -1;
  }),
);

let current = grid[0]?.[0] ?? null;
if (current) current.tabIndex = 0;

function go(link) {
  if (!link) return;
  if (current) current.tabIndex = -1;
  current = link;
  current.tabIndex = 0;
  current.focus();
  // Heads that stay in sight may lie over the cell.
  current.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function from([row, column], [down, across]) {
  for (
    let y = row + down, x = column + across;
    y >= 0 && y < grid.length && x >= 0 && x < grid[y].length;
    y += down, x += across
  ) {
    const link = grid[y][x];
    if (link) return link;
  }
  return null;
}

const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

function target(event, place) {
  const [row] = place;
  const links = grid[row].filter(Boolean);
  if (event.key in STEPS) return from(place, STEPS[event.key]);
  if (event.key === "Home") return event.ctrlKey ? grid[0].find(Boolean) : links[0];
  if (event.key === "End") return event.ctrlKey ? grid.at(-1).findLast(Boolean) : links.at(-1);
  return null;
}

table?.tBodies[0].addEventListener("keydown", (event) => {
  const link = event.target.closest("a");
  const place = link && places.get(link);
  if (!place || event.altKey || event.metaKey) return;
  const next = target(event, place);
  if (!next) return;
  event.preventDefault();
  go(next);
});

table?.tBodies[0].addEventListener("focusin", (event) => {
  const link = event.target.closest("a");
  if (!link || link === current || !places.has(link)) return;
  current.tabIndex = -1;
  current = link;
  current.tabIndex = 0;
});
