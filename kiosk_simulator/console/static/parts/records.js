// The centre's reports and the terminal's journal.

import { both, byId, keep, make, say } from "../lib/dom.js";

const sheets = (ja, en, ids) => make("span", {}, ...both(ja, en), make("b", { class: "data" }, ids.join(" ") || "–"));

export function show(state) {
  say(byId("report-count"), state.centre.reports);
  say(byId("issued"), state.centre.issued);
  keep(
    byId("reports"), state.centre.newest, (item) => [item.request, item.printed, item.void, item.uncertain].join("-"),
    (item) => make("li", {}, make("code", {}, item.request), sheets("印刷", "printed", item.printed),
      sheets("無効", "void", item.void), ...(item.uncertain.length ? [sheets("不明", "uncertain", item.uncertain)] : [])),
  );
  keep(
    byId("journal"), state.journal, (row) => row.seq,
    (row) => make(
      "tr", {}, make("td", { class: "data" }, row.at), make("td", {}, make("code", {}, row.visit)),
      make("td", { "data-kind": row.kind }, ...both(row.ja, row.en)),
      make("td", {}, make("div", { class: "facts data" }, ...Object.entries(row.facts).map(
        ([name, value]) => make("span", {}, `${name} `, make("b", {}, String(value)))))),
    ),
  );
}
