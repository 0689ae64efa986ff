// The card place and the cards that lie beside it.

import { act } from "../lib/api.js";
import { both, byId, chips, isFound, keep, make, pair, plain, say } from "../lib/dom.js";

const ALL = { key: "", ja: "すべて", en: "All" };
const wanted = { text: "", kind: "" };

function drawn(card) {
  return make(
    "span", { class: `card ${card.is_card ? "" : "other"}`, "aria-hidden": "true" },
    make("span", { class: "card-head" }), make("span", { class: "face" }), make("span", { class: "lines" }),
  );
}

function row(card, kind) {
  const text = [card.key, card.ja, card.en, card.expect_ja, card.expect_en, kind.ja, kind.en].join(" ");
  return make(
    "div", { class: "card-row", "data-card": card.key, "data-kind": card.kind, "data-text": plain(text) },
    make(
      "button", { type: "button", class: "place", onclick: () => act("/api/card/place", { profile: card.key }) },
      drawn(card),
      make("span", { class: "name" }, make("span", {}, ...both(card.ja, card.en)),
        make("span", { class: "expect" }, ...both(`→ ${card.expect_ja}`, `→ ${card.expect_en}`))),
    ),
    make(
      "button", {
        type: "button", class: "renew",
        title: pair("残り回数：暗証番号・署名用パスワード。新しいカードにする", "tries left: PIN and password; make it as it was issued"),
        onclick: () => act("/api/card/reissue", { profile: card.key }),
      },
      make("span", {}, ...both("暗証", "PIN"), make("b", { class: "tries" })),
      make("span", { class: "signature" }, ...both("署名", "Sign"), make("b", { class: "password-tries" })),
      make("span", { class: "again" }, ...both("新品", "New")),
    ),
  );
}

function filter() {
  let shown = 0;
  for (const each of byId("cards").children) {
    const { kind, text } = each.dataset;
    each.hidden = !((!wanted.kind || wanted.kind === kind) && isFound(wanted.text, text));
    if (!each.hidden) shown += 1;
  }
  say(byId("cards-count"), `${shown} / ${byId("cards").children.length}`);
  byId("cards-none").hidden = shown > 0;
}

export function build(catalogue) {
  byId("take-card").addEventListener("click", () => act("/api/card/take"));
  const kinds = new Map(catalogue.card_kinds.map((kind) => [kind.key, kind]));
  byId("cards").append(...catalogue.cards.map((card) => row(card, kinds.get(card.kind))));
  chips(byId("card-kinds"), [ALL, ...catalogue.card_kinds], (key) => {
    wanted.kind = key;
    filter();
  });
  byId("card-search").addEventListener("input", (event) => {
    wanted.text = event.target.value;
    filter();
  });
  filter();
}

export function show(state, catalogue) {
  const { placed, present, apdus, tries, password_tries: passwords } = state.card;
  const card = catalogue.cards.find((each) => each.key === placed);
  keep(
    byId("card-slot"), [present ? placed ?? "unknown" : "empty"], (key) => key,
    (key) => key === "empty"
      ? make("span", { class: "empty" }, ...both("カード置き場", "Card place"))
      : make("div", { class: "lying" }, drawn(card ?? { is_card: false }),
        make("span", { class: "lying-name" }, ...both(card?.ja ?? "別のカード", card?.en ?? "another card")),
        make("small", { class: "data", title: pair("カードへのコマンド数", "commands sent to the card") }, "APDU ", make("b", { id: "apdus" }))),
  );
  byId("card-slot").classList.toggle("present", present);
  byId("take-card").disabled = !present;
  if (present) say(byId("apdus"), apdus);
  for (const each of byId("cards").children) {
    each.classList.toggle("chosen", each.dataset.card === placed);
    say(each.querySelector(".tries"), tries[each.dataset.card]);
    const left = passwords[each.dataset.card];
    each.querySelector(".signature").hidden = left == null;
    say(each.querySelector(".password-tries"), left ?? "");
  }
}
