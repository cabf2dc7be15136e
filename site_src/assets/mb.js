/* Tables: sorted, filtered, exported as seen. The unit finder. */
(() => {
  const page = document, address = new URLSearchParams(location.search);
  const all = (selector, root = page) => [...root.querySelectorAll(selector)];
  const told = (words, number) => words.replace("#", number.toLocaleString(page.documentElement.lang));
  const make = (tag, more) => Object.assign(page.createElement(tag), more);

  /* As in scripts/minhbach/site/collation.py. */
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/đ/g, "d").replace(/\s+/g, " ").trim();

  /* Words side by side; where no key has them, each word. */
  function matcher(query, keys) {
    const words = fold(query), holds = (key, word) => (" " + key).includes(" " + word);
    const parts = keys.some((key) => holds(key, words)) ? [words] : words.split(" ");
    return (key) => parts.every((word) => holds(key, word));
  }

  function keep(pairs) {
    pairs.forEach(([name, value]) => value ? address.set(name, value) : address.delete(name));
    const query = "?" + address;
    /* Some browsers refuse it to a page from a folder. */
    try { history.replaceState(0, "", location.pathname + (query[1] ? query : "") + location.hash); } catch {}
  }

  function sort(table, at, down) {
    const body = table.tBodies[0], value = (row) => row.cells[at].dataset.v ?? row.cells[at].textContent;
    const rows = [...body.rows];
    /* Outside the page thousands move fast. */
    body.remove();
    body.append(...rows.sort((one, other) => {
      const a = value(one), b = value(other), less = isNaN(a - b) ? (a < b ? -1 : a > b) : a - b;
      /* What has no value goes last. */
      return !a || !b ? !a - !b : down ? -less : +less;
    }));
    table.tHead.after(body);
    all("thead th", table).forEach((cell, place) => cell.ariaSort = place - at ? null : down ? "descending" : "ascending");
  }

  function sortable(table, suffix) {
    const heads = all("thead th", table), column = "cot" + suffix, way = "chieu" + suffix;
    heads.forEach((cell, at) => cell.querySelector("button")?.addEventListener("click", () => {
      const down = cell.ariaSort ? cell.ariaSort === "ascending" : "mbDown" in cell.dataset;
      sort(table, at, down);
      keep([[column, at + 1], [way, down ? "giam" : "tang"]]);
    }));
    const at = address.get(column) - 1;
    if (heads[at]?.querySelector("button")) sort(table, at, address.get(way) === "giam");
  }

  /* The one group that is chosen; on a phone never more. */
  function columns(table, field) {
    const sheet = new CSSStyleSheet(), first = +field.dataset.mbFrom;
    page.adoptedStyleSheets = [...page.adoptedStyleSheets, sheet];
    return () => {
      const but = (media, groups) => `@media screen ${media}{#${table.id} tr>:nth-child(n+${groups}):not(:nth-child(${first - 1 + +(field.value || 1)})){display:none}}`;
      sheet.replaceSync(but("and (max-width:480px)", 4) + (field.value && but("", `${first}):nth-child(-n+${first + field.length - 2}`)));
    };
  }

  function filter(form, suffix) {
    const table = page.getElementById(form.dataset.mbFilter), rows = [...table.tBodies[0].rows], fields = all("[name]", form);
    const count = form.querySelector("[role=status]"), whole = count.textContent;
    const keys = rows.map((row) => fold(row.querySelector("th").textContent + " " + (row.dataset.k || "")));
    const { nhom } = form.elements, choose = nhom && columns(table, nhom), by = all("[data-mb-by]", form);

    function apply() {
      const chosen = rows.map((row) => by.every((field) => !field.value || row.dataset[field.dataset.mbBy] === field.value));
      const fits = matcher(fields[0].value, keys.filter((_, at) => chosen[at]));
      let shown = 0;
      rows.forEach((row, at) => shown += !(row.hidden = !chosen[at] || !fits(keys[at])));
      count.textContent = shown < rows.length ? told(count.dataset.mbSome, shown) : whole;
      form.querySelector("[type=reset]").hidden = fields.every((field) => !field.value);
      choose?.();
      keep(fields.map((field) => [field.name + suffix, field.value.trim()]));
    }

    fields.forEach((field) => field.value = address.get(field.name + suffix) || "");
    form.addEventListener("input", apply);
    form.addEventListener("reset", () => setTimeout(apply));
    form.addEventListener("submit", (event) => event.preventDefault());
    apply();
  }

  /* A dash is nothing. */
  function seen({ rows }) {
    const cell = ({ childNodes, dataset: { v } }, { className }) => {
      const text = [...childNodes].map((node) => node.textContent.trim()).filter(Boolean).join(", ");
      return className && v && !isNaN(v) ? { raw: v } : text === "–" ? "" : text;
    };
    return [...rows].filter((row) => !row.hidden).map((row) =>
      [...rows[0].cells].flatMap((head, at) => head.offsetWidth ? cell(row.cells[at], head) : []));
  }

  /* What gzip makes ends in checksum and size. */
  async function zip(files) {
    const parts = [], list = [];
    let at = 0, length = 0;
    for (const name in files) {
      const stream = new Blob([files[name]]).stream().pipeThrough(new CompressionStream("gzip"));
      const data = new Uint8Array(await new Response(stream).arrayBuffer()), size = data.length - 18;
      const about = new Blob([Uint16Array.of(20, 0, 8, 0, 33), data.slice(-8, -4), Uint32Array.of(size), data.slice(-4), Uint16Array.of(name.length, 0)]);
      parts.push("PK\x03\x04", about, name, data.slice(10, -8));
      list.push("PK\x01\x02", Uint16Array.of(20), about, Uint16Array.of(0, 0, 0, 0, 0), Uint32Array.of(at), name);
      at += 30 + name.length + size;
      length += 46 + name.length;
    }
    return [...parts, ...list, "PK\x05\x06", Uint16Array.of(0, 0, 5, 5), Uint32Array.of(length, at), Uint16Array.of(0)];
  }

  const OPEN = "http://schemas.openxmlformats.org/", LINKS = OPEN + "officeDocument/2006/relationships";
  const MAIN = ` xmlns="${OPEN}spreadsheetml/2006/main" xmlns:r="${LINKS}">`, TYPE = 'ContentType="application/vnd.openxmlformats-';
  const BOOK = TYPE + "officedocument.spreadsheetml.";
  const link = (kind, target) => `<Relationships xmlns="${OPEN}package/2006/relationships"><Relationship Id="r" Type="${LINKS}/${kind}" Target="${target}"/></Relationships>`;

  const makers = {
    /* No spreadsheet may take a cell for a formula. */
    csv: (rows) => ["\ufeff", ...rows.map((row) => row.map((cell) => cell.raw || `"${cell.replace(/^[=+@\t\r-]/, "'$&").replaceAll('"', '""')}"`) + "\r\n")],
    json: ([columns, ...rows]) => [JSON.stringify({ address: location.href, columns, rows: rows.map((row) => row.map((cell) => cell.raw ? +cell.raw : cell || null)) })],
    xlsx: (rows) => zip({
      "[Content_Types].xml": `<Types xmlns="${OPEN}package/2006/content-types"><Default Extension="rels" ${TYPE}package.relationships+xml"/><Default Extension="xml" ${BOOK}worksheet+xml"/><Override PartName="/book.xml" ${BOOK}sheet.main+xml"/></Types>`,
      "_rels/.rels": link("officeDocument", "book.xml"),
      "_rels/book.xml.rels": link("worksheet", "sheet.xml"),
      "book.xml": `<workbook${MAIN}<sheets><sheet name="1" sheetId="1" r:id="r"/></sheets></workbook>`,
      "sheet.xml": `<worksheet${MAIN}<sheetData>${rows.map((row) => `<row>${row.map((cell) => cell.raw ? `<c><v>${cell.raw}</v></c>` : `<c t="inlineStr"><is><t>${new XMLSerializer().serializeToString(new Text(cell))}</t></is></c>`).join("")}</row>`).join("")}</sheetData></worksheet>`,
    }),
  };

  function actions(group) {
    group.hidden = false;
    group.addEventListener("click", async ({ target: { dataset: { mbDo } } }) => {
      if (mbDo === "print") print();
      else if (mbDo === "link") {
        group.querySelector("[role=status]").textContent = location.href;
        navigator.clipboard?.writeText(location.href);
      } else if (mbDo) {
        const data = await makers[mbDo](seen(page.getElementById(group.dataset.mbActions)));
        make("a", { href: URL.createObjectURL(new Blob(data)), download: group.dataset.mbFile + "." + mbDo }).click();
      }
    });
  }

  let units;

  /* A page from a folder may load scripts alone. */
  const load = () => units ??= new Promise((done) => {
    window.mbUnits = (rows) => done(rows.map((row) => [fold(row[0] + " " + row[2] + " " + row[1]), ...row]));
    page.head.append(make("script", { src: page.querySelector("[data-mb-finder]").dataset.mbFinder }));
  });

  function finder(form, at, forms) {
    const field = form.elements.tim, list = form.querySelector("ul"), { mbRoot, mbFound, mbMore, mbNone } = form.dataset;
    const most = 12, index = page.querySelector("[data-mb-index]")?.dataset.mbIndex || "";

    async function show() {
      const found = await load(), query = fold(field.value), fits = matcher(query, found.map(([key]) => key));
      const shown = found.filter(([key]) => query && fits(key)), { length } = shown;
      list.replaceChildren(...shown.slice(0, most).map(([, name, belongs, code, target]) => {
        const item = make("li"), link = make("a", { href: mbRoot + target + index });
        item.append(link);
        link.append(name, make("small", { textContent: belongs + " · " + code }));
        return item;
      }));
      list.hidden = !length;
      form.querySelector("[role=status]").textContent = query && told(length > most ? mbMore : length ? mbFound : mbNone, length);
    }

    field.addEventListener("focus", load);
    field.addEventListener("input", show);
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      await show();
      list.querySelector("a")?.click();
    });
    if (!forms[at + 1] && (field.value = address.get("tim"))) show();
  }

  function openTarget() {
    all("details").forEach((item) => item.open ||= "#" + item.id === decodeURI(location.hash));
  }

  const suffix = (at) => (at ? "-" + (at + 1) : "");
  all("[data-mb-sortable]").forEach((table, at) => sortable(table, suffix(at)));
  all("[data-mb-filter]").forEach((form, at) => filter(form, suffix(at)));
  all("[data-mb-actions]").forEach(actions);
  all("[data-mb-finder]").forEach(finder);
  all("[data-mb-address]").forEach((place) => place.textContent = location.href);
  addEventListener("hashchange", openTarget);
  openTarget();
  /* Paper shows all. */
  addEventListener("beforeprint", () => all("details").forEach((item) => item.open = true));
})();
