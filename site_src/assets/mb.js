/* Tables that sort and filter, and the unit finder. Every number and link is in the page without this script. */
(function () {
  "use strict";

  /* Without tones and marks, đ as d: the same folding as in scripts/minhbach/site/collation.py. */
  function fold(text) {
    return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/đ/g, "d").replace(/\s+/g, " ").trim();
  }

  /* Keys that hold the words side by side; when there is none, keys in which each word begins some word. */
  function matcher(query, keys) {
    var words = fold(query);
    function beside(key) { return (" " + key).indexOf(" " + words) >= 0; }
    if (!words || keys.some(beside)) return beside;
    var each = words.split(" ");
    return function (key) { return each.every(function (word) { return (" " + key).indexOf(" " + word) >= 0; }); };
  }

  function all(selector, root) { return Array.prototype.slice.call((root || document).querySelectorAll(selector)); }

  var address = new URLSearchParams(location.search);

  function keep(name, value) {
    if (value) address.set(name, value); else address.delete(name);
    var query = address.toString();
    history.replaceState(null, "", location.pathname + (query ? "?" + query : "") + location.hash);
  }

  function sort(table, at, down) {
    var body = table.tBodies[0];
    var sign = down ? -1 : 1;
    var rows = all("tr", body).map(function (row, place) { return [row.cells[at].dataset.v, place, row]; });
    rows.sort(function (a, b) {
      var difference = Number(a[0]) - Number(b[0]);
      if (isNaN(difference)) difference = a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0;
      return sign * difference || a[1] - b[1];
    });
    rows.forEach(function (row) { body.appendChild(row[2]); });
    all("thead th", table).forEach(function (cell, place) {
      if (place === at) cell.setAttribute("aria-sort", down ? "descending" : "ascending");
      else cell.removeAttribute("aria-sort");
    });
  }

  function sortable(table, suffix) {
    var heads = all("thead th", table);
    heads.forEach(function (cell, at) {
      var button = cell.querySelector("button");
      if (!button) return;
      button.addEventListener("click", function () {
        var state = cell.getAttribute("aria-sort");
        var down = state ? state === "ascending" : cell.hasAttribute("data-mb-down");
        sort(table, at, down);
        keep("cot" + suffix, at + 1);
        keep("chieu" + suffix, down ? "giam" : "tang");
      });
    });
    var at = Number(address.get("cot" + suffix)) - 1;
    if (heads[at] && heads[at].querySelector("button")) sort(table, at, address.get("chieu" + suffix) === "giam");
  }

  function filter(form, suffix) {
    var table = document.getElementById(form.dataset.mbFilter);
    var rows = all("tbody tr", table);
    var count = form.querySelector("[data-mb-count]");
    var noun = count.dataset.mbCount;
    var fields = { k: form.elements.tim, p: form.elements["dia-ban"], l: form.elements.muc };

    function apply() {
      var query = fields.k.value;
      var chosen = rows.filter(function (row) {
        return ["p", "l"].every(function (name) {
          return !fields[name] || !fields[name].value || row.dataset[name] === fields[name].value;
        });
      });
      var fits = matcher(query, chosen.map(function (row) { return row.dataset.k; }));
      var shown = chosen.filter(function (row) { return fits(row.dataset.k); });
      rows.forEach(function (row) { row.hidden = true; });
      shown.forEach(function (row) { row.hidden = false; });
      var whole = shown.length === rows.length;
      count.textContent = whole ? rows.length + " " + noun : shown.length + " trong " + rows.length + " " + noun;
      form.querySelector("[type=reset]").hidden = whole;
      Object.keys(fields).forEach(function (name) { if (fields[name]) keep(fields[name].name + suffix, fields[name].value.trim()); });
    }

    Object.keys(fields).forEach(function (name) {
      var field = fields[name];
      if (field && address.get(field.name + suffix)) field.value = address.get(field.name + suffix);
    });
    form.addEventListener("input", apply);
    form.addEventListener("reset", function () { setTimeout(apply); });
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    apply();
  }

  var MOST = 12;

  function finder(form) {
    var field = form.elements.tim;
    var list = form.querySelector("ul");
    var count = form.querySelector("[role=status]");
    var units = null;

    function load() {
      units = units || fetch(form.dataset.mbFinder).then(function (answer) { return answer.json(); }).then(function (rows) {
        return rows.map(function (row) { return { row: row, key: fold(row[0] + " " + row[2] + " " + row[1]) }; });
      });
      return units;
    }

    function show() {
      var query = field.value;
      return load().then(function (found) {
        var fits = matcher(query, found.map(function (item) { return item.key; }));
        var shown = fold(query) ? found.filter(function (item) { return fits(item.key); }) : [];
        list.textContent = "";
        shown.slice(0, MOST).forEach(function (item) {
          var line = document.createElement("li");
          var link = document.createElement("a");
          var small = document.createElement("small");
          link.href = form.dataset.mbRoot + item.row[3];
          link.textContent = item.row[0];
          small.textContent = item.row[1] + " · " + item.row[2];
          link.appendChild(small);
          line.appendChild(link);
          list.appendChild(line);
        });
        list.hidden = !shown.length;
        count.textContent = !fold(query) ? "" : shown.length ? shown.length + " đơn vị" +
          (shown.length > MOST ? ", hiện " + MOST + " đơn vị đầu; gõ thêm để thu hẹp" : "") : "Không có đơn vị nào khớp; thử gõ ít chữ hơn";
      });
    }

    field.addEventListener("focus", load);
    field.addEventListener("input", show);
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      show().then(function () {
        var link = list.querySelector("a");
        if (link) location.href = link.href;
      });
    });
    if (address.get("tim")) { field.value = address.get("tim"); show(); }
  }

  function openTarget() {
    var target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.tagName === "DETAILS") target.open = true;
  }

  all("table[data-mb-sortable]").forEach(function (table, at) { sortable(table, at ? "-" + (at + 1) : ""); });
  all("form[data-mb-filter]").forEach(function (form, at) { filter(form, at ? "-" + (at + 1) : ""); });
  all("form[data-mb-finder]").forEach(finder);
  all("[data-mb-address]").forEach(function (place) { place.textContent = location.href; });
  /* On a phone the round's menu scrolls; its current entry is brought into view. */
  all(".mb-menu [aria-current]").forEach(function (link) {
    var list = link.closest("ul");
    list.scrollLeft = link.offsetLeft - list.offsetLeft;
  });
  addEventListener("hashchange", openTarget);
  openTarget();
  /* A printed profile is a dossier: everything folded is opened, then folded again. */
  var closed = [];
  addEventListener("beforeprint", function () {
    closed = all("details:not([open])");
    closed.forEach(function (item) { item.open = true; });
  });
  addEventListener("afterprint", function () { closed.forEach(function (item) { item.open = false; }); });
})();
