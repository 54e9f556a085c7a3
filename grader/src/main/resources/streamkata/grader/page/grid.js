// Sorts and filters the tables of class "grid".
for (const grid of document.querySelectorAll(".grid")) {
  const form = grid.querySelector("form");
  const body = grid.querySelector("tbody");
  const headers = [...grid.querySelectorAll("thead th")];
  const rows = [...body.rows];
  const order = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });
  const text = (row, column) => row.cells[column].innerText.trim();
  const number = (said) => (/^\D{0,2}-?[\d.]+/.test(said) ? parseFloat(said.replace(/^\D+/, "")) : NaN);

  const sort = (column) => {
    const header = headers[column];
    const down = header.getAttribute("aria-sort") === "ascending";
    const said = new Map(rows.map((row) => [row, text(row, column)]));
    const isNumeric = column > 0 && rows.some((row) => !isNaN(number(said.get(row))));
    const value = new Map(rows.map((row) => [row, isNumeric ? number(said.get(row)) : said.get(row)]));
    const missing = (row) => (isNumeric ? isNaN(value.get(row)) : value.get(row) === "");
    rows.sort((one, other) => {
      if (missing(one) || missing(other)) {
        return missing(one) - missing(other);
      }
      const rising = isNumeric
        ? value.get(one) - value.get(other)
        : order.compare(value.get(one), value.get(other));
      return down ? -rising : rising;
    });
    headers.forEach((each) => each.removeAttribute("aria-sort"));
    header.setAttribute("aria-sort", down ? "descending" : "ascending");
    body.append(...rows);
  };

  const words = rows.map((row) => row.textContent.toLowerCase());
  const all = rows.map((row) => ({ row, words: words[rows.indexOf(row)], tags: row.dataset.tags.split(" ") }));
  const filter = () => {
    const wanted = form.elements.words.value.toLowerCase().split(/\s+/).filter(Boolean);
    const tag = form.elements.choice.value;
    let shown = 0;
    for (const each of all) {
      const fits = wanted.every((word) => each.words.includes(word)) && (!tag || each.tags.includes(tag));
      each.row.hidden = !fits;
      shown += fits;
    }
    form.querySelector("output").textContent = shown + " of " + all.length + " shown";
  };

  headers.forEach((header, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = header.textContent;
    button.addEventListener("click", () => sort(column));
    header.replaceChildren(button);
  });
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  filter();
}
