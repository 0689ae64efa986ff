// Password resets and usage registrations: what the telephone, the centre and another terminal do.

import { act } from "../lib/api.js";
import { both, byId, keep, make, pair, sayBoth } from "../lib/dom.js";

let placed = null; // the card that lay on the reader at the last look

export function build(catalogue) {
  const chosen = byId("service-card");
  chosen.append(...catalogue.cards.map((card) => make("option", { value: card.key }, pair(card.ja, card.en))));
  byId("reserve").addEventListener("click", () => act("/api/reservation", { profile: chosen.value }));
  byId("reserve-old").addEventListener("click", () => act("/api/reservation", { profile: chosen.value, hours_ago: 25 }));
  byId("password-form").addEventListener("submit", (event) => {
    event.preventDefault();
    act("/api/card/password", { profile: chosen.value, left: Number(byId("password-tries").value) });
  });
}

function nameOf(profile, catalogue) {
  const card = catalogue.cards.find((each) => each.key === profile);
  return both(card?.ja ?? "別のカード", card?.en ?? "another card");
}

const none = () => make("li", { class: "none-yet" }, ...both("なし", "none"));

/** Keep a list that says so when it is empty. */
function list(id, items, keyOf, create, update) {
  keep(byId(id), items.length ? items : [null], (item) => (item ? keyOf(item) : "none"),
    (item) => (item ? create(item) : none()), (child, item) => { if (item) update(child, item); });
}

function registration(item, catalogue) {
  return make(
    "li", { "data-registration": item.number },
    make("span", { class: "what" }, ...nameOf(item.profile, catalogue)),
    make("span", { class: "what data" }, item.municipality, make("code", {}, item.number)),
    make("span", { class: "state" }),
    make("button", {
      type: "button", onclick: () => act("/api/application/decide", { number: item.number }),
    }, ...both("すぐ審査する", "Decide now")),
  );
}

export function show(state, catalogue) {
  const phone = byId("phone"); // its port is another one after a restart
  phone.hidden = !state.phone;
  if (state.phone) phone.href = state.phone;
  if (state.card.placed && state.card.placed !== placed) byId("service-card").value = state.card.placed;
  placed = state.card.placed;
  list(
    "reservations", state.reservations, (item) => `${item.profile}-${item.until}`,
    (item) => make("li", { "data-reservation": item.profile },
      make("span", { class: "what" }, ...nameOf(item.profile, catalogue)), make("span", { class: "state" })),
    (child, item) => {
      child.classList.toggle("over", !item.good);
      const words = item.good
        ? [`${item.until} まで有効`, `good until ${item.until}`] : [`${item.until} で期限切れ`, `ended ${item.until}`];
      sayBoth(child.querySelector(".state"), ...words);
    },
  );
  list(
    "registrations", state.registrations, (item) => item.number, (item) => registration(item, catalogue),
    (child, item) => {
      sayBoth(child.querySelector(".state"), `${item.ja}（${item.usable_from} から）`, `${item.en} (from ${item.usable_from})`);
      child.dataset.state = item.state;
      child.querySelector("button").disabled = item.state !== "in_review";
    },
  );
}
