// Coins and notes to put in, the tray, and what is in the hoppers.

import { act } from "../lib/api.js";
import { both, byId, keep, make, pair, say, sayBoth, yen as priced } from "../lib/dom.js";

const FOREIGN = 0;
const said = (yen) => (yen === FOREIGN ? pair("外国の硬貨", "foreign coin") : priced(yen));

function disc(yen, tag = "span", attributes = {}) {
  const kind = yen >= 1000 ? "coin note" : `coin coin-${yen}`;
  const name = yen === FOREIGN ? both("外国", "foreign") : [make("span", { class: "data" }, String(yen))];
  return make(tag, { title: said(yen), ...attributes, class: kind }, ...name);
}

export function build(catalogue) {
  byId("coins").append(...catalogue.coins.map((yen) => disc(yen, "button", {
    type: "button", "data-coin": yen, "aria-label": `${said(yen)} ${pair("入れる", "insert")}`,
    onclick: () => act("/api/coin", { yen }),
  })));
  byId("coins").append(...catalogue.notes.map((yen) => disc(yen, "button", {
    type: "button", "data-note": yen, "aria-label": `${said(yen)} ${pair("札を入れる", "insert note")}`,
    onclick: () => act("/api/note", { yen }),
  })));
  byId("take-all").addEventListener("click", () => act("/api/take-everything"));
}

function hopper(item) {
  const field = make("input", {
    type: "number", min: 0, max: item.capacity, value: 40, "aria-label": `${priced(item.yen)} ${pair("枚数", "coins")}`,
  });
  const set = (coins) => act("/api/hopper", { yen: item.yen, coins });
  return make(
    "div", { class: "hopper", "data-hopper": item.yen }, disc(item.yen),
    make("span", { class: "count" }, make("b", { class: "inside" }), make("span", { class: "booked" })),
    field,
    make("button", { type: "button", onclick: () => set(Number(field.value)) }, ...both("にする", "Set")),
    make("button", { type: "button", onclick: () => set(0) }, ...both("空", "Empty")),
  );
}

export function show(state) {
  const { tray, returned, amount, hoppers, escrow, stacker } = state.money;
  const lying = [...tray.map((yen) => ({ yen, back: false })), ...returned.map((yen) => ({ yen, back: true }))];
  keep(
    byId("tray-coins"), lying, (coin, index) => `${index}-${coin.yen}-${coin.back}`,
    (coin) => disc(coin.yen, "span", { title: coin.back ? pair("返されたお金", "rejected") : pair("おつり・返金", "paid out") }),
    (child, coin) => child.classList.toggle("back", coin.back),
  );
  say(byId("tray-amount"), returned.length ? `${priced(amount)} + ${returned.length}` : priced(amount));
  byId("tray-amount").title = pair("受け皿のお金＋返された枚数", "money in the tray + coins that came back");
  byId("take-all").disabled = !(lying.length || state.paper.sheets.length || state.slips.length || state.card.present);
  const held = escrow ? ["（1枚 保留中）", "(one in escrow)"] : ["", ""];
  sayBoth(byId("stacker"), `${stacker.length}枚${held[0]}`, `${stacker.length} ${held[1]}`);
  keep(byId("hoppers"), hoppers, (item) => item.yen, hopper, (child, item) => {
    say(child.querySelector(".inside"), item.coins);
    const booked = child.querySelector(".booked");
    booked.hidden = item.booked == null;
    sayBoth(booked, `帳簿 ${item.booked}`, `books ${item.booked}`);
    booked.classList.toggle("differs", item.booked != null && item.booked !== item.coins);
  });
}
