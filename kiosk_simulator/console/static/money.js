// Coins and notes to put in, the tray, and what is in the hoppers.

import { act } from "./api.js";
import { byId, english, keep, make, say } from "./dom.js";
import { makeSwitch } from "./switches.js";

const NAMES = { 0: ["外国", "foreign"], 1: ["1円", "¥1"] };

function disc(yen, tag = "span", attributes = {}) {
  const name = NAMES[yen]?.[0] ?? String(yen);
  const kind = yen >= 1000 ? "coin note" : `coin coin-${yen}`;
  return make(tag, { ...attributes, class: kind }, make("span", {}, name));
}

export function build(catalogue) {
  byId("coins").append(...catalogue.coins.map((yen) => disc(yen, "button", {
    type: "button", "data-coin": yen, title: NAMES[yen]?.[1] ?? `¥${yen}`,
    "aria-label": `${NAMES[yen]?.[0] ?? `${yen}円`}を入れる / insert`,
    onclick: () => act("/api/coin", { yen }),
  })));
  byId("coins").append(...catalogue.notes.map((yen) => disc(yen, "button", {
    type: "button", "data-note": yen, title: `¥${yen}`, "aria-label": `${yen}円札を入れる / insert note`,
    onclick: () => act("/api/note", { yen }),
  })));
  byId("take-tray").addEventListener("click", () => act("/api/tray/take"));
}

function hopper(item, catalogue) {
  const field = make("input", { type: "number", min: 0, max: item.capacity, value: 40, "aria-label": `${item.yen}円の枚数` });
  const set = (coins) => act("/api/hopper", { yen: item.yen, coins });
  const own = catalogue.switches.filter((each) => each.device === `hopper-${item.yen}`);
  return make(
    "div", { class: "hopper" },
    make("div", { class: "hopper-head" }, disc(item.yen),
      make("span", { class: "count" }, make("b", { class: "inside" }), "枚 ", make("span", { class: "booked" })),
      field,
      make("button", { type: "button", onclick: () => set(Number(field.value)) }, "にする", english("Set")),
      make("button", { type: "button", onclick: () => set(0) }, "空", english("Empty"))),
    make("div", { class: "hopper-faults" }, ...own.map((each) => makeSwitch(each, true))),
  );
}

export function show(state, catalogue) {
  const { tray, returned, amount, hoppers, escrow, stacker } = state.money;
  const lying = [...tray.map((yen) => ({ yen, back: false })), ...returned.map((yen) => ({ yen, back: true }))];
  keep(
    byId("tray-coins"), lying, (coin, index) => `${index}-${coin.yen}-${coin.back}`,
    (coin) => disc(coin.yen, "span", { title: coin.back ? "返されたお金 / rejected" : "おつり・返金 / paid out" }),
    (child, coin) => child.classList.toggle("back", coin.back),
  );
  say(byId("tray-amount"), `${amount}円${returned.length ? ` ＋ 返却 ${returned.length}枚` : ""}`);
  say(byId("stacker"), `${stacker.length}枚${escrow ? "（1枚 保留中 in escrow）" : ""}`);
  byId("take-tray").disabled = lying.length === 0;
  keep(byId("hoppers"), hoppers, (item) => item.yen, (item) => hopper(item, catalogue), (child, item) => {
    say(child.querySelector(".inside"), item.coins);
    const booked = child.querySelector(".booked");
    say(booked, item.booked == null ? "" : `帳簿 ${item.booked}`);
    booked.classList.toggle("differs", item.booked != null && item.booked !== item.coins);
  });
}
