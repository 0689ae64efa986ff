// What the loudspeaker played: cues by name, sentences as they were spoken.

import { both, byId, make } from "../lib/dom.js";

let shown = "";

export function show(state) {
  const told = JSON.stringify(state.heard);
  if (told === shown) return;
  shown = told;
  const items = state.heard.map((each) => make(
    "li", { class: each.heard ? "data" : "data over", lang: each.language || "en" },
    make("span", { class: "what" }, each.kind === "cue" ? `♪ ${each.text}` : each.text),
  ));
  byId("heard").replaceChildren(...(items.length ? items : [
    make("li", { class: "none-yet" }, ...both("なし", "none")),
  ]));
}
