// The terminal's state in words, the time left, and the simulated clock.

import { act } from "../lib/api.js";
import { both, byId, keep, make, pair, say, yen } from "../lib/dom.js";

const JAPAN = 9 * 3600 * 1000;
const RING = 2 * Math.PI * 19;
const QUICK = [
  ["10:00", "10:00:00"], ["22:48", "22:48:00"], ["22:59:50", "22:59:50"], ["6:29", "06:29:00"],
];

let timing = null; // what the terminal said, and this page's time when it said so

const two = (number) => String(number).padStart(2, "0");
const passed = () => performance.now() - timing.heard;

/** The simulated clock as a Date whose UTC fields are Japan's. */
const japan = () => new Date(timing.now + passed() + JAPAN);
const day = (date) => `${date.getUTCFullYear()}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;
const time = (date) => [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(":");

function setClock(at) {
  act("/api/clock", { at });
}

export function build() {
  const buttons = byId("clock-buttons");
  for (const [label, clock] of QUICK) {
    buttons.append(make(
      "button", { type: "button", class: "data", onclick: () => setClock(`${day(japan())}T${clock}`) }, label));
  }
  buttons.append(
    make("button", {
      type: "button", class: "data", title: pair("年末年始の休み", "year-end closure"),
      onclick: () => setClock(`${japan().getUTCFullYear()}-12-29T10:00:00`),
    }, "12/29"),
  );
  byId("clock-form").addEventListener("submit", (event) => {
    event.preventDefault();
    setClock(byId("clock-at").value);
  });
  tick();
}

function figures(screen) {
  const rows = [];
  if (screen.price) rows.push(["料金", "price", yen(screen.price)]);
  if (screen.price) rows.push(["投入", "inserted", yen(screen.inserted)]);
  if (screen.paid_out) rows.push(["払出", "paid out", yen(screen.paid_out)]);
  if (screen.claimed) rows.push(["引換票", "claimed", yen(screen.claimed)]);
  if (screen.unknown) rows.push(["不明", "unknown", yen(screen.unknown)]);
  if (screen.sheets) rows.push(["印刷", "sheets", `${screen.printed} / ${screen.sheets}`]);
  if (screen.tries_left != null && !screen.price) rows.push(["残り回数", "tries left", screen.tries_left]);
  if (screen.password_tries != null && !screen.price) rows.push(["パスワード残り", "password tries", screen.password_tries]);
  if (screen.good_until) rows.push(["予約の期限", "good until", screen.good_until]);
  if (screen.number) rows.push(["番号", "number", screen.number]);
  if (screen.usable_from) rows.push(["利用開始", "usable from", screen.usable_from]);
  if (screen.opens_at) rows.push(["開始", "opens", screen.opens_at]);
  return rows;
}

export function show(state) {
  const { screen } = state;
  timing = { now: state.now, left: state.left, timeout: state.timeout, heard: performance.now() };
  say(byId("state"), screen.ja);
  say(byId("state-en"), screen.en);
  byId("glass").dataset.state = screen.state;
  byId("glass").dataset.generation = screen.generation;
  const notice = byId("notice");
  notice.hidden = !screen.notice;
  say(notice, screen.notice ?? "");
  notice.title = screen.notice_name ?? "";
  keep(
    byId("figures"), figures(screen), (row) => row[1],
    (row) => make("div", {}, make("dt", {}, ...both(row[0], row[1])), make("dd", { class: "data" })),
    (child, row) => say(child.querySelector("dd"), row[2]),
  );
  const field = byId("clock-at");
  if (!field.value) field.value = `${day(japan())}T${time(japan())}`;
  draw();
}

function draw() {
  if (!timing) return;
  say(byId("clock"), time(japan()));
  say(byId("date"), day(japan()));
  const left = timing.left == null ? null : Math.max(0, timing.left - passed() / 1000);
  byId("ring").classList.toggle("idle", left == null);
  say(byId("left"), left == null ? "–" : Math.ceil(left));
  const share = left == null || !timing.timeout ? 0 : Math.min(1, left / timing.timeout);
  byId("ring-rest").style.strokeDasharray = `${RING * share} ${RING}`;
}

function tick() {
  draw();
  setTimeout(tick, 200);
}
