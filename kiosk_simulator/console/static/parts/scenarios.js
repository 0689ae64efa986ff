// Scenarios at one click: which there are, which one is played, and how each ended.

import { act, ask, at } from "../lib/api.js";
import { both, byId, chips, isFound, keep, make, pair, plain, say, sayBoth } from "../lib/dom.js";

const KINDS = [
  { key: "all", ja: "すべて", en: "All", is: () => true },
  { key: "here", ja: "この端末で可", en: "Playable here", is: (row) => row.dataset.live === "true" },
  { key: "recorded", ja: "記録したもの", en: "Recorded", is: (row) => row.dataset.recorded === "true" },
  { key: "failed", ja: "失敗", en: "Failed", is: (row) => row.dataset.result === "failed" },
];
const RECORDED = { file: "", ja: "記録したもの", en: "Recorded here" };
const wanted = { text: "", kind: KINDS[0] };
let known = 0; // the version of the list that is shown
let apart = false; // whether they can be played on terminals of their own
let results = {};

function buttons(item) {
  const here = make("button", {
    type: "button", "data-here": item.id, disabled: !item.live, class: "run",
    title: item.live
      ? pair(item.minutes ? "この端末で実行（時間切れを待つので数分かかります）" : "この端末で実行", item.minutes
        ? "play on this terminal; it waits for time-outs, which takes minutes" : "play on this terminal")
      : pair("この端末ではできません（停電など）", "needs a terminal of its own (power cuts, programs that hang)"),
    onclick: () => act("/api/scenarios/here", { id: item.id }),
  }, ...both("ここで", "Here"));
  const alone = make("button", {
    type: "button", "data-apart": item.id, disabled: !apart, class: "run",
    title: pair("別の端末（画面なし）で実行", "play on a terminal of its own, without a window"),
    onclick: () => act("/api/scenarios/apart", { ids: [item.id] }),
  }, ...both("別に", "Apart"));
  if (!item.recorded) return [here, alone];
  return [here, alone,
    make("a", { class: "file", href: at(`/scenario/${item.id}`), download: "", title: pair("ファイルを保存", "save the file") }, "⤓"),
    make("button", {
      type: "button", class: "run", "data-forget": item.id, title: pair("記録を消す", "delete the recording"),
      onclick: () => act("/api/scenarios/forget", { id: item.id }),
    }, "✕")];
}

function row(item) {
  const text = [item.id, item.name, ...item.tags, ...item.steps].join(" ");
  const name = make("details", { class: "scenario-name" },
    make("summary", {}, make("span", { class: "data" }, item.name), " ",
      ...item.tags.flatMap((tag) => [make("code", {}, tag), " "])));
  name.addEventListener("toggle", () => {
    if (name.children.length === 1) name.append(make("pre", { class: "data" }, item.steps.join("\n")));
  });
  return make(
    "div", {
      class: "scenario", "data-scenario": item.id, "data-live": String(item.live), "data-recorded": String(item.recorded),
      "data-text": plain(text),
    },
    name, make("div", { class: "scenario-buttons" }, ...buttons(item)), make("div", { class: "outcome", hidden: true }),
  );
}

function group(file, items) {
  const name = file.file ? [make("span", { class: "data" }, file.file)] : both(file.ja, file.en);
  return make("details", { class: "device", "data-file": file.file || "recorded" },
    make("summary", {}, ...name, " ", make("b", { class: "count data" })), ...items.map(row));
}

async function load() {
  const told = await ask("/api/scenarios");
  apart = told.apart;
  const own = told.scenarios.filter((item) => item.recorded);
  const files = new Map();
  for (const item of told.scenarios.filter((each) => !each.recorded)) {
    files.set(item.file, [...(files.get(item.file) ?? []), item]);
  }
  const groups = [...files].map(([file, items]) => group({ file }, items));
  const open = new Set([...byId("scenarios").children].filter((each) => each.open).map((each) => each.dataset.file));
  byId("scenarios").replaceChildren(...(own.length ? [group(RECORDED, own)] : []), ...groups);
  for (const each of byId("scenarios").children) {
    each.open = open.has(each.dataset.file) || each.dataset.file === "recorded";
    each.dataset.searched = "false";
  }
  showResults();
  filter();
}

function filter() {
  const searches = wanted.kind !== KINDS[0] || wanted.text.trim() !== "";
  let [shown, all] = [0, 0];
  for (const file of byId("scenarios").children) {
    let own = 0;
    for (const each of file.querySelectorAll(".scenario")) {
      each.hidden = !(wanted.kind.is(each) && isFound(wanted.text, each.dataset.text));
      if (!each.hidden) own += 1;
      all += 1;
    }
    file.hidden = own === 0;
    say(file.querySelector(".count"), own);
    if (file.dataset.searched !== String(searches)) file.open = searches || file.dataset.file === "recorded";
    file.dataset.searched = String(searches);
    shown += own;
  }
  say(byId("scenarios-count"), `${shown} / ${all}`);
  byId("scenarios-none").hidden = shown > 0;
  byId("run-shown").disabled = !apart || shown === 0;
}

const shownIds = () => [...document.querySelectorAll("#scenarios .scenario")]
  .filter((each) => !each.hidden).map((each) => each.dataset.scenario);

export function build() {
  chips(byId("scenario-chips"), KINDS, (key) => {
    wanted.kind = KINDS.find((kind) => kind.key === key);
    filter();
  });
  byId("scenario-search").addEventListener("input", (event) => {
    wanted.text = event.target.value;
    filter();
  });
  byId("run-shown").addEventListener("click", () => act("/api/scenarios/apart", { ids: shownIds() }));
  byId("run-stop").addEventListener("click", () => act("/api/scenarios/stop"));
}

function showResults() {
  for (const each of document.querySelectorAll("#scenarios .scenario")) {
    const result = results[each.dataset.scenario];
    const outcome = each.querySelector(".outcome");
    outcome.hidden = !result;
    each.dataset.result = result ? (result.passed ? "passed" : "failed") : "";
    if (!result) continue;
    const where = result.where === "here" ? ["この端末", "here"] : ["別の端末", "apart"];
    const words = result.passed
      ? [`✓ 合格（${where[0]}・${result.seconds}秒）`, `✓ passed (${where[1]}, ${result.seconds} s)`]
      : [`✗ 失敗（${where[0]}）`, `✗ failed (${where[1]})`];
    keep(outcome, [0], () => JSON.stringify(result), () => make(
      "div", {}, ...both(...words),
      ...(result.passed ? [] : [make("code", {}, [result.step, result.message].filter(Boolean).join(": "))]),
    ));
  }
}

export function show(state) {
  const { running, version } = state.scenarios;
  if (version !== known) {
    known = version;
    load().catch(() => { known = 0; });
  }
  if (JSON.stringify(results) !== JSON.stringify(state.scenarios.results)) {
    results = state.scenarios.results;
    showResults();
    filter();
  }
  byId("running").hidden = !running;
  document.body.classList.toggle("plays", Boolean(running));
  if (!running) return;
  const count = `${running.number} / ${running.of}`;
  const ja = running.where === "here" ? `この端末で実行中 ${count}` : `別の端末で実行中 ${count}`;
  say(byId("running-ja"), ja);
  say(byId("running-en"), running.where === "here" ? `Playing here, step ${count}` : `Playing apart, scenario ${count}`);
  say(byId("running-name"), running.name);
  say(byId("running-step"), running.step);
  byId("running-bar").value = running.number / running.of;
}
