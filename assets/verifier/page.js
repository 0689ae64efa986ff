"use strict";
const byId = (id) => document.getElementById(id);
const words = {
  ja: { other: "English", busy: "調べています…", failed: "調べられませんでした", left: "左が署名された内容、右が読み取った紙です。違いを赤で囲みます。" },
  en: { other: "日本語", busy: "Checking…", failed: "The files could not be checked", left: "Left: as signed. Right: as scanned. Differences are framed in red." },
};
let language = "ja";
let answer = null;

function show() {
  document.documentElement.lang = language;
  for (const each of document.querySelectorAll("[data-ja]")) each.textContent = each.dataset[language];
  byId("language").textContent = words[language].other;
  byId("language").lang = language === "ja" ? "en" : "ja";
  if (answer === null) return;
  const result = byId("result");
  result.hidden = false;
  result.dataset.verdict = answer.verdict;
  const lines = answer.texts ? answer.texts[language] : [words[language].failed, answer.error];
  byId("verdict").textContent = lines[0];
  byId("findings").replaceChildren(...lines.slice(1).map((line) => {
    const item = document.createElement("li");
    item.textContent = line;
    return item;
  }));
  byId("pictures").replaceChildren(...(answer.pictures || []).map((data) => {
    const picture = document.createElement("img");
    picture.src = "data:image/png;base64," + data;
    picture.alt = words[language].left;
    return picture;
  }));
}

byId("language").addEventListener("click", () => {
  language = language === "ja" ? "en" : "ja";
  show();
});

function chosen() {
  const files = [...byId("files").files];
  byId("check").disabled = files.length === 0;
  byId("names").replaceChildren(...files.map((file) => {
    const item = document.createElement("li");
    item.textContent = file.name;
    return item;
  }));
}

byId("files").addEventListener("change", chosen);
chosen(); // the browser may be faster than this script, or keep the files of a page that is loaded again

byId("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = new FormData();
  for (const file of byId("files").files) form.append("file", file, file.name);
  byId("check").disabled = true;
  byId("result").hidden = false;
  byId("result").dataset.verdict = "";
  byId("verdict").textContent = words[language].busy;
  byId("findings").replaceChildren();
  byId("pictures").replaceChildren();
  try {
    const response = await fetch("check", { method: "POST", body: form });
    answer = await response.json();
    if (!response.ok) answer = { verdict: "error", error: answer.error };
  } catch (error) {
    answer = { verdict: "error", error: String(error) };
  }
  byId("check").disabled = false;
  show();
});
