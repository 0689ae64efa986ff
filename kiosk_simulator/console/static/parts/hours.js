// A clock that goes wrong, and services that maintenance stops.

import { act } from "../lib/api.js";
import { both, byId, keep, make, pair } from "../lib/dom.js";

const ALL = { key: "", ja: "すべてのサービス", en: "All services" };

export function build(catalogue) {
  byId("jump-form").addEventListener("submit", (event) => {
    event.preventDefault();
    act("/api/clock/jump", { minutes: Number(byId("jump-minutes").value) });
  });
  byId("closure-form").hidden = byId("closure-end").hidden = !catalogue.closable;
  byId("closure-service").append(...[ALL, ...catalogue.services].map(
    (each) => make("option", { value: each.key }, pair(each.ja, each.en))));
  byId("closure-form").addEventListener("submit", (event) => {
    event.preventDefault();
    act("/api/closure", {
      minutes: Number(byId("closure-start").value), lasts: Number(byId("closure-lasts").value),
      service: byId("closure-service").value || null,
    });
  });
  byId("closure-end").addEventListener("click", () => act("/api/closure/end"));
}

export function show(state) {
  const { closures } = state;
  keep(
    byId("closures"), closures, (item, index) => `${index} ${item.start}`,
    (item) => {
      const [ja, en] = item.services[0] ?? [ALL.ja, ALL.en];
      return make("li", {}, make("span", { class: "what" }, ...both(ja, en)),
        make("span", { class: "state data" }, `${item.start} – ${item.end}`));
    },
  );
  byId("closure-end").disabled = closures.length === 0;
}
