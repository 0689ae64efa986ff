// The centre's reports and the terminal's journal.

import { byId, english, keep, make, say } from "./dom.js";

export function show(state) {
  say(byId("report-count"), state.centre.reports);
  say(byId("issued"), state.centre.issued);
  keep(
    byId("reports"), state.centre.newest, (item) => [item.request, item.printed, item.void, item.uncertain].join("-"),
    (item) => make("li", {}, make("code", {}, item.request),
      ` 印刷 ${item.printed.join(" ") || "–"}　無効 ${item.void.join(" ") || "–"}`
        + (item.uncertain.length ? `　不明 ${item.uncertain.join(" ")}` : "")),
  );
  keep(
    byId("journal"), state.journal, (row) => row.seq,
    (row) => make(
      "tr", {}, make("td", {}, row.at), make("td", {}, make("code", {}, row.visit)),
      make("td", { title: row.kind }, row.ja, english(row.en)),
      make("td", {}, make("div", { class: "facts" }, ...Object.entries(row.facts).map(
        ([name, value]) => make("span", {}, `${name} `, make("b", {}, String(value)))))),
    ),
  );
}
