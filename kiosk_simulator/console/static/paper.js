// What came out of the printers, and what is left in the tray.

import { act, at } from "./api.js";
import { byId, english, keep, make, say } from "./dom.js";

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
  const name = `${item.number} / ${item.of}枚目`;
  if (!catalogue.pictures) {
    return make("a", { class: "paper-link", href: at(`/sheet/${item.id}.pdf`), target: "_blank", rel: "noopener" }, `PDF ${name}`);
  }
  return make("button", {
    type: "button", class: "paper", title: `${item.name} ${name}`,
    onclick: () => look(`/sheet/${item.id}.png?large=true`, name),
  }, make("img", { src: at(`/sheet/${item.id}.png`), alt: `証明書 ${name}` }), make("small", {}, name));
}

export function show(state, catalogue) {
  const { paper, sheets, waiting } = state.paper;
  say(byId("paper"), paper);
  byId("paper").classList.toggle("none", paper <= 0);
  const empty = { id: "empty", words: waiting ? "印刷待ち" : "なし", en: waiting ? "job waiting" : "empty" };
  const none = (item) => make("span", { class: "empty" }, item.words, english(item.en));
  keep(
    byId("sheets"), sheets.length ? sheets : [empty], (item) => (item.words ? `${item.id}-${item.words}` : item.id),
    (item) => (item.words ? none(item) : sheet(item, catalogue)),
  );
  byId("take-sheets").disabled = sheets.length === 0;
  const { slips } = state;
  keep(
    byId("slips"), slips.length ? slips : [{ id: "empty", words: "なし", en: "empty" }], (item) => item.id,
    (item) => (item.words ? none(item) : make("button", {
      type: "button", class: "paper slip", title: "レシート / slip",
      onclick: () => look(`/slip/${item.id}.png`, "レシート"),
    }, make("img", { src: at(`/slip/${item.id}.png`), alt: "レシート" }))),
  );
  byId("take-slips").disabled = slips.length === 0;
}
