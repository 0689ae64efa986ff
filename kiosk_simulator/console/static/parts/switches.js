// Every fault as one kind of switch, folded by device; the bar that says what is wrong now.

import { act } from "../lib/api.js";
import { both, byId, isFound, keep, make, pair, plain, say } from "../lib/dom.js";

const buttons = new Map(); // switch id → its button
const wanted = { text: "", on: false };

function makeSwitch(item, device) {
  const field = item.amount && make("input", {
    type: "number", min: 0, max: item.amount.most, step: "any", value: item.amount.default,
    "aria-label": `${pair(item.ja, item.en)} ${item.amount.unit}`,
  });
  const button = make(
    "button",
    {
      type: "button", class: "switch", "data-switch": item.id, "aria-pressed": "false",
      onclick: () => {
        const amount = field ? { amount: Number(field.value) } : {};
        act("/api/switch", { id: item.id, on: button.getAttribute("aria-pressed") !== "true", ...amount });
      },
    },
    make("span", { class: "knob", "aria-hidden": "true" }),
    make("span", { class: "name" }, ...both(item.ja, item.en)),
  );
  buttons.set(item.id, button);
  const text = [
    item.id, item.ja, item.en, item.when_ja, item.when_en, item.seen_ja, item.seen_en, device.ja, device.en,
  ].join(" ");
  return make(
    "div", { class: "switch-row", "data-text": plain(text) }, button,
    ...(field ? [make("label", { class: "amount data" }, field, item.amount.unit)] : []),
    make("p", { class: "seen" }, ...both(`${item.when_ja} → ${item.seen_ja}`, `${item.when_en} → ${item.seen_en}`)),
  );
}

/** Show what is searched for; a device with something of it is opened, and folded again afterwards. */
function filter() {
  const searches = wanted.on || wanted.text.trim() !== "";
  let shown = 0;
  for (const device of byId("faults").children) {
    let own = 0;
    for (const row of device.querySelectorAll(".switch-row")) {
      const isOn = row.querySelector(".switch").getAttribute("aria-pressed") === "true";
      row.hidden = !((!wanted.on || isOn) && isFound(wanted.text, row.dataset.text));
      if (!row.hidden) own += 1;
    }
    device.hidden = own === 0;
    if (device.dataset.searched !== String(searches)) device.open = searches;
    else if (searches) device.open = true;
    device.dataset.searched = String(searches);
    shown += own;
  }
  byId("faults-none").hidden = shown > 0;
}

export function build(catalogue) {
  for (const [key, device] of Object.entries(catalogue.devices)) {
    const own = catalogue.switches.filter((item) => item.device === key);
    byId("faults").append(make(
      "details", { class: "device", "data-device": key, "data-searched": "false" },
      make("summary", {}, ...both(device.ja, device.en), make("b", { class: "count data" })),
      make("div", { class: "switches" }, ...own.map((item) => makeSwitch(item, device))),
    ));
  }
  byId("clear-faults").addEventListener("click", () => act("/api/faults/clear"));
  byId("fault-search").addEventListener("input", (event) => {
    wanted.text = event.target.value;
    filter();
  });
  byId("faults-on").addEventListener("click", () => {
    wanted.on = !wanted.on;
    byId("faults-on").setAttribute("aria-pressed", String(wanted.on));
    filter();
  });
}

export function show(state, catalogue) {
  const on = new Set(state.on);
  buttons.forEach((button, id) => button.setAttribute("aria-pressed", String(on.has(id))));
  for (const device of byId("faults").children) {
    const own = [...device.querySelectorAll(".switch")];
    const broken = own.filter((each) => on.has(each.dataset.switch)).length;
    say(device.querySelector(".count"), broken ? `${broken} / ${own.length}` : own.length);
    device.classList.toggle("broken", broken > 0);
  }
  say(byId("faults-count"), `${on.size} / ${buttons.size}`);
  if (wanted.on) filter();
  const number = state.wrong.length;
  byId("wrong").classList.toggle("well", number === 0);
  say(byId("wrong-title"), number ? `故障中 ${number}` : "すべて正常");
  say(byId("wrong-title-en"), number ? `${number} wrong` : "All is well");
  keep(
    byId("wrong-list"), state.wrong, (item) => item.id,
    (item) => {
      const device = catalogue.devices[item.device];
      return make("span", { class: "tag", "data-wrong": item.id },
        ...both(`${device.ja}：${item.ja}`, `${device.en}: ${item.en}`));
    },
  );
  byId("clear-faults").disabled = number === 0;
}
