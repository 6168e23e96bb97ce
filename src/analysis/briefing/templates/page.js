"use strict";
const openAround = (node) => {
  for (let fold = node?.closest("details:not([open])"); fold; ) {
    fold.open = true;
    fold = fold.parentElement.closest("details:not([open])");
  }
};
const openTarget = () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target?.closest("details:not([open])")) {
    openAround(target);
    target.scrollIntoView();
  }
};
addEventListener("hashchange", openTarget);
openTarget();

let shut = [];
addEventListener("beforeprint", () => {
  shut = [...document.querySelectorAll("details:not([open])")];
  shut.forEach((fold) => { fold.open = true; });
});
addEventListener("afterprint", () => shut.forEach((fold) => { fold.open = false; }));

const receiptOf = (cell) => {
  const link = cell.querySelector("a[id^=u-]");
  return link && document.getElementById(link.hash.slice(1))?.querySelector("[data-value], [data-low]");
};
const amountOf = (cell) => {
  const { value, low } = receiptOf(cell)?.dataset ?? {};
  return value ?? low ?? "";
};
const textOf = (node) => node.textContent.replace(/\s+/g, " ").trim();

const alphabet = new Intl.Collator(document.documentElement.lang, { numeric: true });
const before = (one, other, sign) => {
  const [left, right] = [amountOf(one), amountOf(other)];
  if (left !== "" && right !== "") return sign * (left - right);
  if (left !== "" || right !== "") return left === "" ? 1 : -1;
  return sign * alphabet.compare(textOf(one), textOf(other));
};
const sortable = (table) => {
  const body = table.tBodies[0], printed = [...body.rows], heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const amounts = printed.some((row) => amountOf(row.cells[column]) !== "");
    if (head.classList.contains("num") && !amounts) return;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const next = { ascending: "descending", descending: null }[head.ariaSort];
      const order = next === undefined ? "ascending" : next;
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      const rows = [...printed];
      if (order) {
        head.ariaSort = order;
        const sign = order === "ascending" ? 1 : -1;
        rows.sort((one, other) => before(one.cells[column], other.cells[column], sign));
      }
      body.append(...rows);
    });
  });
};

const safe = (text) => (/^[=+\-@]/.test(text) && !/^[+-]?\d+(\.\d+)?$/.test(text) ? `'${text}` : text);
const csvOf = (rows) =>
  "\ufeff" + rows.map((row) => row.map((text) => `"${safe(text).replaceAll('"', '""')}"`).join(",") + "\r\n").join("");
const save = (content, name) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
};
const saves = (place, name, rows) => {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "save";
  button.textContent = "CSV";
  button.ariaLabel = `CSV: ${name}`;
  button.addEventListener("click", () => {
    const page = location.pathname.split("/").pop().replace(/\.html?$/, "");
    const file = `${page} ${name}`.replace(/[^\p{L}\p{N}.]+/gu, "-").slice(0, 80) + ".csv";
    save(new Blob([csvOf(rows())], { type: "text/csv" }), file);
  });
  place.append(button);
};
const rowsOfTable = (table) => {
  const rows = [...table.tBodies[0].rows].map((row) => [...row.cells]);
  const heads = [...table.tHead.rows[0].cells].map(textOf);
  const measured = heads.map((_, column) => rows.some((row) => amountOf(row[column]) !== ""));
  const wide = (cells, text, amount) => cells.flatMap((cell, column) => (measured[column] ? [text(cell), amount(cell)] : [text(cell)]));
  return [wide(heads, (head) => head, (head) => `${head} [value]`), ...rows.map((row) => wide(row, textOf, amountOf))];
};
const rowsOfReceipts = (table) => {
  const labels = [...table.tHead.rows[0].cells].slice(1).map(textOf);
  const heads = ["receipt", "figure", "value", "low", "high", "written", ...labels];
  const linked = (cell) => [...cell.childNodes].map((node) => {
    const to = node.hash?.startsWith("#c-") && document.getElementById(node.hash.slice(1));
    return to ? `[${textOf(to)}]` : node.textContent;
  }).join("").trim();
  return [heads, ...[...table.tBodies[0].rows].map((row) => {
    const [what, ...parts] = row.cells, shown = what.querySelector("b");
    const { value = "", low = "", high = "" } = shown.dataset;
    const figure = textOf(what).slice(0, -textOf(shown).length).replace(/:\s*$/, "");
    return [row.id.slice(2), figure, value, low, high, textOf(shown), ...parts.map(linked)];
  })];
};

for (const data of document.querySelectorAll(".data")) {
  const table = data.querySelector("table");
  if (table.tBodies[0].rows.length > 2) sortable(table);
  saves(data, textOf(table.caption), () => rowsOfTable(table));
}
const receipts = document.querySelector(".receipts table");
if (receipts) {
  const place = document.createElement("p");
  receipts.before(place);
  saves(place, textOf(receipts.closest("section").querySelector("h2")), () => rowsOfReceipts(receipts));
}

const unpacker = () => {
  try { return new DecompressionStream("deflate-raw"); } catch { return null; }
};
for (const ledger of document.querySelectorAll("a.ledger")) {
  ledger.addEventListener("click", async (event) => {
    const unpacked = unpacker();
    if (!unpacked) return;
    event.preventDefault();
    const zip = Uint8Array.from(atob(ledger.href.split(",")[1]), (letter) => letter.charCodeAt(0));
    const head = new DataView(zip.buffer), size = head.getUint32(18, true);
    const start = 30 + head.getUint16(26, true) + head.getUint16(28, true);
    const rows = new Blob([zip.subarray(start, start + size)]).stream().pipeThrough(unpacked);
    save(await new Response(rows).blob(), ledger.download.replace(/\.zip$/, ""));
  });
}
