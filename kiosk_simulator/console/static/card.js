// The card place and the cards that lie beside it.

import { act } from "./api.js";
import { byId, english, keep, make, say } from "./dom.js";

function drawn(card) {
  return make(
    "span", { class: `card ${card.is_card ? "" : "other"}`, "aria-hidden": "true" },
    make("span", { class: "card-head" }, card.is_card ? "個人番号カード（見本）" : "ＩＣカード"),
    make("span", { class: "face" }), make("span", { class: "lines" }), make("span", { class: "chip" }),
  );
}

export function build(catalogue) {
  byId("take-card").addEventListener("click", () => act("/api/card/take"));
  byId("cards").append(...catalogue.cards.map((card) => make(
    "div", { class: "card-row", "data-card": card.key },
    make(
      "button", { type: "button", class: "place", onclick: () => act("/api/card/place", { profile: card.key }) },
      drawn(card),
      make("span", { class: "name" }, card.ja, english(card.en),
        make("span", { class: "expect" }, `→ ${card.expect_ja}`)),
    ),
    make("button", {
      type: "button", class: "renew",
      title: "残り回数：暗証番号・署名用パスワード。新しいカードにする / tries left: PIN and password; as it was issued",
      onclick: () => act("/api/card/reissue", { profile: card.key }),
    }, make("b", { class: "tries" }), make("b", { class: "password-tries" }), "新", english("new")),
  )));
}

export function show(state, catalogue) {
  const { placed, present, apdus, tries, password_tries: passwords } = state.card;
  const card = catalogue.cards.find((each) => each.key === placed);
  keep(
    byId("card-slot"), [present ? placed ?? "unknown" : "empty"], (key) => key,
    (key) => key === "empty"
      ? make("span", { class: "empty" }, "カード置き場", english("Card place"))
      : make("div", { class: "lying" }, drawn(card ?? { is_card: false }),
        make("span", { class: "lying-name" }, card?.ja ?? "?", english(card?.en ?? ""))),
  );
  byId("card-slot").classList.toggle("present", present);
  byId("take-card").disabled = !present;
  say(byId("apdus"), apdus);
  for (const row of byId("cards").children) {
    row.classList.toggle("chosen", row.dataset.card === placed);
    say(row.querySelector(".tries"), `残${tries[row.dataset.card]}`);
    const left = passwords[row.dataset.card];
    say(row.querySelector(".password-tries"), left == null ? "" : `署${left}`);
  }
}
