// Which words are seen: Japanese, English, or both. The choice stays in this browser.

import { byId, make } from "../lib/dom.js";

const CHOICES = [["both", "日＋EN"], ["ja", "日本語"], ["en", "English"]];
const KEPT = "console-words";

function choose(which) {
  document.body.dataset.words = which;
  document.documentElement.lang = which === "en" ? "en" : "ja";
  localStorage.setItem(KEPT, which);
  for (const button of byId("words").children) {
    button.setAttribute("aria-pressed", String(button.dataset.choice === which));
  }
}

export function build() {
  byId("words").append(...CHOICES.map(([which, name]) => make(
    "button", { type: "button", class: "data", "data-choice": which, onclick: () => choose(which) }, name,
  )));
  const kept = localStorage.getItem(KEPT);
  choose(CHOICES.some(([which]) => which === kept) ? kept : "both");
}
