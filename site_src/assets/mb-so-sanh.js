/* Units side by side: words stand in the page, numbers in a script file. */
(() => {
  "use strict";

  const box = document.querySelector("[data-mb-versus]"), say = box.dataset, part = name => box.querySelector(name);
  const form = part("form"), field = form.elements.them, status = part("[role=status]"), result = part("[role=region]");
  const lang = document.documentElement.lang, index = document.querySelector("[data-mb-index]");
  const number = new Intl.NumberFormat(lang, { minimumFractionDigits: say.mbDecimals });
  const lists = form.querySelectorAll("ul"), body = part("tbody"), head = part("tr");
  let units, chosen = [];

  /* As in mb.js. */
  const fold = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/đ/g, "d");
  const make = (tag, parent, textContent, more) =>
    parent.appendChild(Object.assign(document.createElement(tag), { textContent }, more));

  const load = then => {
    if (units) return then();
    window.mbCompare = data => {
      units = data.units.map(([code, name, tier, area, below, values]) => {
        if (area) name += ", " + data.areas[area];
        return { code: code.toLowerCase(), name, tier, area, below, values, rank: values[0], key: " " + fold(name + " " + code) };
      });
      then();
    };
    make("script", document.head, "", { src: say.mbVersus });
  };

  const list = (ul, shown, act, note) => {
    ul.textContent = "";
    ul.hidden = !shown.length;
    for (const unit of shown) {
      const button = make("button", make("li", ul), unit.name, { type: "button" });
      if (note) make("small", button, " (" + note(unit) + ")", { lang });
      button.onclick = () => { act(unit); show(); field.focus(); };
    }
  };

  const add = unit => { chosen.push(unit); field.value = ""; };
  const fits = unit => !chosen[3] && !chosen.includes(unit) && (!chosen[0] || unit.tier === chosen[0].tier);

  const find = () => {
    const words = fold(field.value).match(/\S+/g);
    const found = units.filter(unit => words && fits(unit) && words.every(word => unit.key.includes(" " + word)));
    list(lists[0], found.slice(0, 8), add);
    if (words) status.textContent = found[0] ? "" : say.mbNone;
    return found;
  };

  /* Each unit once, with the first reason. */
  const similar = () => {
    const [own] = chosen, found = new Map();
    const take = (reason, most, value, fit) => units.filter(unit => fits(unit) && fit(unit))
      .sort((a, b) => Math.abs(a[value] - own[value]) - Math.abs(b[value] - own[value]))
      .slice(0, most).forEach(unit => found.has(unit) || found.set(unit, reason));
    if (own) {
      take(say.mbAdjoining, 4, "rank", unit => own.rank && unit.rank);
      take(say.mbSame, 3, "rank", unit => own.area && unit.area === own.area);
      take(say.mbSize, 2, "below", () => own.below);
    }
    return found;
  };

  const row = ([title, most], values) => {
    const line = make("tr", body);
    const known = values.filter(value => value !== null), best = Math[most ? "max" : "min"](...known);
    make("th", line, title, { scope: "row" });
    for (const value of values) {
      const cell = make("td", line, value === null ? "–" : most ? number.format(value) : value);
      if (value === best && known.some(other => other !== best)) make("span", cell, " " + say.mbBest, { className: "mb-versus__best" });
      if (most && value) make("span", make("span", cell, "", { className: "mb-versus__bar" })).style.width = 100 * value / most + "%";
    }
  };

  const show = () => {
    const near = similar(), two = chosen[1];
    find();
    list(lists[1], chosen, unit => chosen.splice(chosen.indexOf(unit), 1), () => say.mbDrop);
    list(lists[2], [...near.keys()], add, unit => near.get(unit));
    status.textContent = two ? say.mbNow + " " + chosen.length : say.mbFew;
    while (head.cells[1]) head.cells[1].remove();
    body.textContent = "";
    result.hidden = !two;
    for (const unit of chosen) {
      make("a", make("th", head, "", { scope: "col", lang: "vi" }), unit.name, { href: say.mbUnits + unit.code + "/" + (index ? index.dataset.mbIndex : "") });
    }
    if (two) JSON.parse(say.mbRows)[chosen[0].tier].forEach((title, at) => row(title, chosen.map(unit => unit.values[at])));
    history.replaceState(null, "", "?dv=" + chosen.map(unit => unit.code));
  };

  form.hidden = false;
  field.onfocus = field.oninput = () => load(find);
  form.onsubmit = event => {
    event.preventDefault();
    load(() => { find().slice(0, 1).forEach(add); show(); });
  };
  const asked = new URLSearchParams(location.search).get("dv");
  if (asked) load(() => {
    const unknown = asked.toLowerCase().split(",").filter(code => {
      const unit = units.find(item => item.code === code);
      return !unit || !fits(unit) || add(unit);
    });
    show();
    if (unknown[0]) status.textContent = say.mbUnknown + ": " + unknown.join(", ");
  });
})();
