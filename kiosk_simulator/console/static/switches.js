// Every fault as one kind of switch; the bar that says what is wrong now.

import { act } from "./api.js";
import { byId, english, keep, make, say } from "./dom.js";

const buttons = new Map(); // switch id → its button

/** A switch with its two names; `small` leaves the English to the tooltip. */
export function makeSwitch(item, small = false) {
  const field = item.amount && make("input", {
    type: "number", min: 0, max: item.amount.most, step: "any", value: item.amount.default,
    "aria-label": `${item.ja} ${item.amount.unit}`,
  });
  const button = make(
    "button",
    {
      type: "button", class: "switch", "data-switch": item.id, "aria-pressed": "false",
      title: `${item.en} — on: ${item.when}. Then: ${item.seen}`,
      onclick: () => {
        const amount = field ? { amount: Number(field.value) } : {};
        act("/api/switch", { id: item.id, on: button.getAttribute("aria-pressed") !== "true", ...amount });
      },
    },
    make("span", { class: "knob", "aria-hidden": "true" }),
    make("span", { class: "name" }, item.ja, ...(small ? [] : [english(item.en)])),
  );
  buttons.set(item.id, button);
  const parts = [button];
  if (field) parts.push(make("label", { class: "amount" }, field, item.amount.unit));
  if (item.explanation) parts.push(make("span", { class: "explanation", lang: "en" }, `${item.explanation}`));
  return make("div", { class: "switch-row" }, ...parts);
}

export function build(catalogue) {
  for (const box of document.querySelectorAll(".switches")) {
    const own = catalogue.switches.filter((item) => item.device === box.dataset.device);
    box.append(...own.map((item) => makeSwitch(item)));
  }
  byId("clear-faults").addEventListener("click", () => act("/api/faults/clear"));
}

export function show(state, catalogue) {
  const on = new Set(state.on);
  buttons.forEach((button, id) => button.setAttribute("aria-pressed", String(on.has(id))));
  byId("wrong").classList.toggle("well", state.wrong.length === 0);
  say(byId("wrong-title"), state.wrong.length ? `故障中 ${state.wrong.length}` : "すべて正常 All is well");
  keep(
    byId("wrong-list"), state.wrong, (item) => item.id,
    (item) => make("span", { class: "tag", "data-wrong": item.id },
      `${catalogue.devices[item.device].ja}：${item.ja}`, english(`${catalogue.devices[item.device].en}: ${item.en}`)),
  );
  byId("clear-faults").disabled = state.wrong.length === 0;
}
