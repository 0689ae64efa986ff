// What came out of the printers, and what is left in the tray.

import { act, at } from "../lib/api.js";
import { both, byId, keep, make, pair, say } from "../lib/dom.js";

const SLIP = pair("レシート", "slip");

function look(address, name) {
  byId("look-picture").src = at(address);
  byId("look-picture").alt = name;
  byId("look").showModal();
}

export function build(catalogue) {
  byId("take-sheets").addEventListener("click", () => act("/api/sheets/take"));
  byId("take-slips").addEventListener("click", () => act("/api/slips/take"));
  byId("paper-count").max = catalogue.most_sheets;
  byId("paper-form").addEventListener("submit", (event) => {
    event.preventDefault();
    act("/api/paper", { sheets: Number(byId("paper-count").value) });
  });
  byId("paper-none").addEventListener("click", () => act("/api/paper", { sheets: 0 }));
  byId("refill").addEventListener("click", () => act("/api/paper", { sheets: catalogue.full_tray }));
}

function sheet(item, catalogue) {
  const name = `${item.number} / ${item.of}`;
  if (!catalogue.pictures) {
    return make("a", { class: "paper-link data", href: at(`/sheet/${item.id}.pdf`), target: "_blank", rel: "noopener" }, `PDF ${name}`);
  }
  return make("button", {
    type: "button", class: "paper", title: `${pair("証明書", "certificate")} ${name}`,
    onclick: () => look(`/sheet/${item.id}.png?large=true`, `${pair("証明書", "certificate")} ${name}`),
  }, make("img", { src: at(`/sheet/${item.id}.png`), alt: `${pair("証明書", "certificate")} ${name}` }), make("small", { class: "data" }, name));
}

const slip = (item) => make("button", {
  type: "button", class: "paper slip", title: SLIP, onclick: () => look(`/slip/${item.id}.png`, SLIP),
}, make("img", { src: at(`/slip/${item.id}.png`), alt: SLIP }));

/** Fill an outlet, or say that nothing hangs out of it. */
function outlet(id, items, none, create) {
  const shown = items.length ? items : [{ id: `none-${none[0]}`, none }];
  keep(byId(id), shown, (item) => item.id, (item) => (
    item.none ? make("span", { class: "empty" }, ...both(...item.none)) : create(item)
  ));
}

export function show(state, catalogue) {
  const { paper, sheets, waiting } = state.paper;
  const { slips } = state;
  say(byId("paper"), paper);
  byId("paper").classList.toggle("none", paper <= 0);
  outlet("sheets", sheets, waiting ? ["印刷待ち", "job waiting"] : ["なし", "empty"], (item) => sheet(item, catalogue));
  outlet("slips", slips, ["なし", "empty"], slip);
  byId("take-sheets").disabled = sheets.length === 0;
  byId("take-slips").disabled = slips.length === 0;
  say(byId("sheets-out"), sheets.length);
  say(byId("slips-out"), slips.length);
}
